import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeSha256 } from '@pingjia/node-platform';
import { err, fault, type Result } from '@pingjia/shared';
import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import { pino } from 'pino';
import { Host, type HostOptions } from '../../src/host/host.ts';
import { nodeFileSystem } from '../../src/host/journal/node-file-system.ts';

export interface PlainHostStand {
  readonly folder: string;
  readonly clock: ManualClock;
  start(changes?: Partial<HostOptions>): Promise<Result<Host>>;
  /** Starts the host, lets `act` use it, and stops it. */
  run(act: (host: Host) => Promise<void>, changes?: Partial<HostOptions>): Promise<void>;
}

/** The real host on the real disk in a folder of its own, without pads and, unless told, without a network. */
export async function withPlainHost(
  act: (stand: PlainHostStand) => Promise<void>,
  options: Partial<HostOptions> = {},
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-plain-'));
  const clock = new ManualClock();
  const random = new SeededRandom(5);
  const start = (changes: Partial<HostOptions> = {}) =>
    Host.start({
      folder,
      fs: nodeFileSystem,
      clock,
      random,
      sha256: nodeSha256,
      http: async () => err(fault('SERVER_UNREACHABLE')),
      pads: [],
      openTransport: () => err(fault('PAD_NOT_FOUND')),
      software: 'test',
      platform: 'test',
      log: pino({ level: 'silent' }),
      ...options,
      ...changes,
    });
  try {
    await act({
      folder,
      clock,
      start,
      async run(use, changes) {
        const started = await start(changes);
        if (!started.ok) throw new Error(started.error.code);
        await use(started.value).finally(() => started.value.stop());
      },
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}
