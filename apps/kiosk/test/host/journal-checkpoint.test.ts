import { open as openFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HostMemory } from '../../src/host/host-memory.ts';
import type { Journal } from '../../src/host/journal/journal.ts';
import { JournalWatch } from '../../src/host/journal/journal-watch.ts';
import { draft, textsOf, withJournal } from './with-journal.ts';

const options = { checkpointEvery: 50 } as const;

async function fill(journal: Journal, records: number): Promise<void> {
  for (let n = 0; n < records; n += 1) await journal.append([draft(n)]);
}

async function overwrite(path: string, at: number, bytes: Uint8Array): Promise<void> {
  const file = await openFile(path, 'r+');
  await file.write(bytes, 0, bytes.length, at);
  await file.close();
}

describe('opening from a checkpoint', () => {
  test('JN4 JN5: only what came after it is read, and everything is there', () =>
    withJournal(async ({ open, visited }) => {
      const journal = await open();
      await fill(journal, 730);
      const { epoch, tip } = journal.current;
      const before = await textsOf(journal, epoch);
      await journal.close();
      const again = await open();
      expect(visited.length).toBeLessThan(60);
      expect(again.verified).toBe(false);
      expect(again.current).toMatchObject({ epoch, tip });
      expect(await textsOf(again, epoch)).toEqual(before);
      await fill(again, 200);
      await again.close();
      expect((await open()).current.tip.seq).toBe(tip.seq + 200);
    }, options));

  test('JN5: what the host remembers is taken up where it was kept', async () => {
    const staffId = '57aff000-0000-4000-8000-000000000001';
    const memory = new HostMemory();
    await withJournal(
      async ({ open, visited }) => {
        const journal = await open();
        await journal.append([{ type: 'staff-signed-in', data: { staffId, by: 'staff' } }]);
        await fill(journal, 120);
        await journal.close();
        await open();
        expect(visited.some(({ type }) => type === 'staff-signed-in')).toBe(false);
        expect(memory.duty.staffId(null)).toBe(staffId);
      },
      { ...options, memory },
    );
  });

  test.each([
    ['cut short', (text: string) => text.slice(0, -20)],
    ['altered', (text: string) => text.replace('"segment":', '"segmemt":')],
    ['empty', () => ''],
    ['of a later format', (text: string) => text.replace('"format":1', '"format":2')],
    ['no JSON', () => '\u0000'.repeat(64)],
  ])('JN4: a checkpoint that is %s is not taken up', (_how, change) =>
    withJournal(async ({ open, folder, visited }) => {
      const journal = await open();
      await fill(journal, 120);
      await journal.close();
      const path = join(folder, 'checkpoint.json');
      await writeFile(path, change(await readFile(path, 'utf8')));
      expect((await open()).verified).toBe(true);
      expect(visited.length).toBe(121);
    }, options),
  );

  test('JN4: a checkpoint of another state of the files is not taken up', () =>
    withJournal(async ({ open, folder, segments, visited }) => {
      const journal = await open();
      await fill(journal, 120);
      await journal.close();
      const [path = ''] = await segments();
      const bytes = await readFile(path);
      // The records behind the hundredth, and with them the one that the checkpoint ends at, were put back.
      const cut = bytes.lastIndexOf('PJF1', bytes.indexOf('"seq":90'));
      await overwrite(path, cut, Buffer.alloc(bytes.length - cut));
      expect((await readFile(join(folder, 'checkpoint.json'), 'utf8')).length).toBeGreaterThan(100);
      const again = await open();
      expect(again.verified).toBe(true);
      expect(visited.length).toBe(89);
      expect((await again.append([draft(1)])).ok).toBe(true);
    }, options));

  test('JN6: what the opening took for granted is verified later; damage found then ends the epoch and is named', () =>
    withJournal(async ({ open, segments, clock }) => {
      const journal = await open();
      await fill(journal, 400);
      const { epoch } = journal.current;
      await journal.close();
      const [path = ''] = await segments();
      await overwrite(path, (await readFile(path)).indexOf('"by":20,') || 1, Buffer.alloc(0));
      await overwrite(path, 6_000, Buffer.alloc(500, 0xaa));

      const again = await open();
      expect(again.care.damage).toBeNull();
      const done = new Promise<void>((resolve) => new JournalWatch(again, clock, resolve).start());
      const running = drive(clock, done);
      expect((await again.append([draft(9)])).ok).toBe(true);
      await running;
      expect(again.care.damage).toMatchObject({ code: 'JOURNAL_DAMAGED' });
      expect(again.current.epoch).not.toBe(epoch);
      expect(again.epochs[0]?.holes.length).toBe(1);
      expect(again.epochs[0]?.tip.seq).toBe(402);
      await again.close();
      const third = await open();
      expect(third.epochs.length).toBe(2);
      expect(third.care.damage).toMatchObject({ code: 'JOURNAL_DAMAGED' });
    }, options));

  test('JN6: what is appended while the journal is verified, into the next file too, is no damage', () =>
    withJournal(async ({ open, segments }) => {
      const journal = await open();
      await fill(journal, 20);
      // The next file is made ready.
      expect((await journal.probe()).ok).toBe(true);
      expect((await segments()).length).toBe(2);
      let pauses = 0;
      const verified = await journal.care.verify(async () => {
        pauses += 1;
        if (pauses === 1) await fill(journal, 400);
      });
      expect(verified.ok).toBe(true);
      expect(pauses).toBeGreaterThan(0);
      expect(journal.current.segments().size).toBeGreaterThan(1);
      expect(journal.care.damage).toBeNull();
      expect(journal.epochs).toMatchObject([{ holes: [], tip: { seq: 421 } }]);
    }, options));

  test('JN6: verification ends when the host does', () =>
    withJournal(async ({ open, clock }) => {
      const journal = await open();
      await fill(journal, 400);
      await journal.close();
      const again = await open();
      const watch = new JournalWatch(again, clock, () => {});
      watch.start();
      clock.advance(15_000);
      await watch.stop();
      await again.close();
    }, options));
});

/** Lets the clock go on until `done`. */
async function drive(clock: { advanceAsync(milliseconds: number): Promise<void> }, done: Promise<void>): Promise<void> {
  const state = { over: false };
  void done.then(() => {
    state.over = true;
  });
  await clock.advanceAsync(15_000);
  while (!state.over) {
    await clock.advanceAsync(20);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
