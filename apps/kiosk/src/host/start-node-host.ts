import { defaultKeyMap, transportForAddress } from '@pingjia/device-drivers';
import type { PadAddress, Result } from '@pingjia/shared';
import type { Logger } from 'pino';
import { Host, type HostOptions } from './host.ts';
import { nodeFileSystem } from './journal/node-file-system.ts';
import { nodeClock, nodeRandom, nodeSha256 } from './platform/node-platform.ts';
import { createFetchHttp } from './sync/fetch-http.ts';

export interface NodeHostOptions extends Partial<Pick<HostOptions, 'openTransport' | 'onPainted' | 'serverUrl'>> {
  readonly folder: string;
  readonly pad: PadAddress | null;
  readonly log: Logger;
}

export interface NodeHost {
  readonly host: Host;
  stop(): Promise<void>;
}

/** What a host needs of this machine: disk, clock, randomness, ports, and the network until `signal` ends it. */
export function nodeHostParts(signal: AbortSignal) {
  return {
    openTransport: transportForAddress,
    fs: nodeFileSystem,
    clock: nodeClock,
    random: nodeRandom,
    sha256: nodeSha256,
    http: createFetchHttp(signal),
    keyMap: defaultKeyMap,
    software: softwareName,
    platform: `${process.platform}-${process.arch} node-${process.versions.node}`,
  } satisfies Partial<HostOptions>;
}

/** The device host on this machine. */
export async function startNodeHost(options: NodeHostOptions): Promise<Result<NodeHost>> {
  const network = new AbortController();
  const started = await Host.start({ ...nodeHostParts(network.signal), ...options });
  if (!started.ok) return started;
  const host = started.value;
  return {
    ok: true,
    value: {
      host,
      async stop() {
        // Whatever the network still carries is sent again after the next start.
        network.abort();
        await host.stop();
      },
    },
  };
}

/** Named in handshakes and in the journal. */
export const softwareName = 'pingjia-kiosk 0.1.0';
