import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeSha256 } from '@pingjia/node-platform';
import type { RecordDraft, RecordEnvelope } from '@pingjia/shared';
import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import { Journal, type JournalOptions } from '../../src/host/journal/journal.ts';
import { type JournalMemory, noMemory } from '../../src/host/journal/journal-memory.ts';
import { nodeFileSystem } from '../../src/host/journal/node-file-system.ts';

export interface JournalBench {
  readonly folder: string;
  readonly clock: ManualClock;
  open(): Promise<Journal>;
  /** What the last open() visited. */
  readonly visited: RecordEnvelope[];
  /** The segment files, oldest first. */
  segments(): Promise<string[]>;
}

/** A journal on the real disk, in a folder of its own that is removed afterwards. */
export async function withJournal(
  run: (bench: JournalBench) => Promise<void>,
  { seed = 1, memory = noMemory, ...options }: Partial<JournalOptions> & { seed?: number; memory?: JournalMemory } = {},
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-journal-'));
  const clock = new ManualClock();
  const random = new SeededRandom(seed);
  const visited: RecordEnvelope[] = [];
  const opened: Journal[] = [];
  try {
    await run({
      folder,
      clock,
      visited,
      async open() {
        visited.length = 0;
        const base = { fs: nodeFileSystem, folder, clock, random, sha256: nodeSha256, boot: random.uuid() };
        const journal = await Journal.open(
          { ...base, segmentBytes: 64 * 1024, ...options },
          {
            restore: (snapshot) => memory.restore(snapshot),
            snapshot: () => memory.snapshot(),
            fresh: () => memory.fresh(),
            visit: (record, hash) => {
              visited.push(record);
              memory.visit(record, hash);
            },
          },
        );
        opened.push(journal);
        return journal;
      },
      async segments() {
        const names = await readdir(folder, { recursive: true });
        return names
          .filter((name) => name.endsWith('.seg'))
          .sort()
          .map((name) => join(folder, name));
      },
    });
  } finally {
    for (const journal of opened) await journal.close();
    await rm(folder, { recursive: true });
  }
}

/** A draft that is told apart by `n`. */
export function draft(n: number): RecordDraft {
  return { type: 'clock-stepped', data: { by: n } };
}

/** The texts of an epoch's stored items; null for a hole. */
export async function textsOf(journal: Journal, epoch: string): Promise<(string | null)[]> {
  const items = await journal.read(epoch, 1, 1_000_000, Number.MAX_SAFE_INTEGER);
  return items.map((item) => (item.kind === 'record' ? Buffer.from(item.bytes).toString('utf8') : null));
}
