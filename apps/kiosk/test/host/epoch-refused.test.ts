import { readdir, readlink } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { FaultyDisk } from './faulty-disk.ts';
import { draft, withJournal } from './with-journal.ts';

/** Files below `folder` that this process holds open. */
async function openFiles(folder: string): Promise<readonly string[]> {
  const handles = await readdir('/proc/self/fd');
  const paths = await Promise.all(handles.map((handle) => readlink(`/proc/self/fd/${handle}`).catch(() => '')));
  return paths.filter((path) => path.startsWith(folder));
}

test.each(['write', 'datasync', 'create'] as const)(
  'JN22: an epoch that a failing disk (%s) refuses again and again leaves nothing behind but one attempt',
  (operation) => {
    const fs = new FaultyDisk();
    return withJournal(
      async ({ folder, open }) => {
        const journal = await open();
        await journal.append([draft(1)]);
        const before = journal.current.epoch;
        fs.failing.set(operation, 'ENOSPC');
        for (let n = 0; n < 30; n += 1) {
          expect(await journal.beginEpoch('forked')).toMatchObject({ error: { code: 'JOURNAL_FULL' } });
        }
        expect((await readdir(folder)).length).toBeLessThanOrEqual(2);
        expect((await openFiles(folder)).length).toBeLessThanOrEqual(2);
        expect(journal.current.epoch).toBe(before);
        fs.failing.clear();
        expect((await journal.append([draft(2)])).ok).toBe(true);
        expect((await journal.beginEpoch('forked')).ok).toBe(true);
        expect((await journal.beginEpoch('damaged')).ok).toBe(true);
        expect((await journal.append([draft(3)])).ok).toBe(true);
        const tips = journal.epochs.map(({ epoch, tip }) => ({ epoch, tip }));
        await journal.close();
        expect(await openFiles(folder)).toEqual([]);
        const again = await open();
        expect(again.epochs).toMatchObject(tips);
        expect(again.care.damage).toBeNull();
      },
      { fs },
    );
  },
);
