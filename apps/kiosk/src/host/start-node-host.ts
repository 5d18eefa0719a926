import { join } from 'node:path';
import {
  createFamilyFinder,
  createTransportFinder,
  createUdpDatagramPort,
  createWindowKeys,
  families,
  loadProfiles,
  type ProfileFileFault,
  profiles,
  systemTransportParts,
} from '@pingjia/device-drivers';
import { nodeRandom, nodeSha256 } from '@pingjia/node-platform';
import { fault, type Fault, ok, type PadAddress, type Result, systemClock } from '@pingjia/shared';
import type { Logger } from 'pino';
import { Host, type HostOptions } from './host.ts';
import { nodeFileSystem } from './journal/node-file-system.ts';
import { nodeAddresses } from './platform/network-addresses.ts';
import { parseQueueAddress } from './queue/queue-address.ts';
import type { QueuePort } from './queue/queue-desk.ts';
import { createNodeHttp } from './sync/node-http.ts';

export interface NodeHostOptions extends Partial<Pick<HostOptions, 'openTransport' | 'onPainted' | 'serverUrl'>> {
  readonly folder: string;
  readonly pads: readonly PadAddress[];
  /** Where an existing queue system may ask, such as `127.0.0.1:7792?from=10.0.0.5`. */
  readonly queueBridge?: string | undefined;
  readonly log: Logger;
}

export interface NodeHost {
  readonly host: Host;
  stop(): Promise<void>;
}

/** What a host needs of this machine: disk, clock, randomness, ports, and the network until `signal` ends it. */
export function nodeHostParts(signal: AbortSignal) {
  const windowKeys = createWindowKeys();
  return {
    openTransport: createTransportFinder({ ...systemTransportParts, windowKeys }),
    onWindowKey: (code, down) => void windowKeys.push(code, down),
    fs: nodeFileSystem,
    clock: systemClock,
    random: nodeRandom,
    sha256: nodeSha256,
    http: createNodeHttp(signal, systemClock),
    addresses: nodeAddresses,
    software: softwareName,
    platform: `${process.platform}-${process.arch} node-${process.versions.node}`,
  } satisfies Partial<HostOptions>;
}

/** The device host on this machine. */
export async function startNodeHost(options: NodeHostOptions): Promise<Result<NodeHost>> {
  const { queueBridge, ...others } = options;
  const provisioned = await loadProfiles(join(options.folder, 'profiles'), profiles);
  const queue = queueBridge === undefined ? ok(null) : queuePortAt(queueBridge);
  if (!queue.ok) return queue;
  const network = new AbortController();
  const started = await Host.start({
    ...nodeHostParts(network.signal),
    familyOf: createFamilyFinder([...families, ...provisioned.families]),
    setUpFaults: provisioned.faults.flatMap(faultsOf),
    ...others,
    queue: queue.value,
  });
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

function faultsOf({ file, problems }: ProfileFileFault): readonly Fault[] {
  return problems.map(({ line, column, problem, instead }) =>
    fault('SETUP_DAMAGED', `${file}, line ${line}, column ${column}: ${problem}; ${instead}`),
  );
}

function queuePortAt(text: string): Result<QueuePort> {
  const address = parseQueueAddress(text);
  return address.ok ? ok({ ...address.value, port: createUdpDatagramPort(address.value.at) }) : address;
}

/** Named in handshakes and in the journal. */
export const softwareName = 'pingjia-kiosk 0.1.0';
