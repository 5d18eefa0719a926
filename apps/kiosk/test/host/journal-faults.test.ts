import { describe, expect, test } from 'vitest';
import { FaultyDisk } from './faulty-disk.ts';
import { draft, textsOf, withJournal } from './with-journal.ts';

const failed = (code: string) => ({ ok: false, error: { code } });

describe('journal on a failing disk', () => {
  test.each([
    ['write', 'EIO', 'JOURNAL_WRITE_FAILED'],
    ['write', 'ENOSPC', 'JOURNAL_FULL'],
    ['datasync', 'EIO', 'JOURNAL_WRITE_FAILED'],
  ] as const)(
    'SY8: a %s that fails with %s is told, acknowledges nothing, and is got over',
    async (operation, errno, code) => {
      const fs = new FaultyDisk();
      await withJournal(
        async ({ open }) => {
          const journal = await open();
          expect((await journal.append([draft(1)])).ok).toBe(true);
          fs.failing.set(operation, errno);
          expect(await journal.append([draft(2), draft(3)])).toMatchObject(failed(code));
          expect(await journal.append([draft(4)])).toMatchObject(failed(code));
          expect(journal.fault).toMatchObject({ code });
          expect(journal.current.tip.seq).toBe(2);

          fs.failing.clear();
          expect(await journal.append([draft(5)])).toMatchObject({ ok: true, value: [{ record: { seq: 3 } }] });
          expect(journal.fault).toBeNull();
          const { epoch, tip } = journal.current;
          await journal.close();
          // Nothing of the failed appends stands behind what was written over them.
          const again = await open();
          expect(again.current).toMatchObject({ epoch, tip });
          expect((await textsOf(again, epoch)).at(-1)).toContain('"by":5');
        },
        { fs },
      );
    },
  );

  test('room for the next segment is taken ahead; when there is none the journal is full before anything is lost, and goes on later', async () => {
    const fs = new FaultyDisk();
    await withJournal(
      async ({ open }) => {
        const journal = await open();
        fs.failing.set('create', 'ENOSPC');
        let written = 0;
        for (;;) {
          const result = await journal.append([draft(written)]);
          if (!result.ok) {
            expect(result).toMatchObject(failed('JOURNAL_FULL'));
            break;
          }
          written += 1;
        }
        // A whole segment was there before the disk filled up.
        expect(written).toBeGreaterThan(100);
        expect(await journal.probe()).toMatchObject(failed('JOURNAL_FULL'));
        fs.failing.clear();
        expect(await journal.probe()).toMatchObject({ ok: true });
        expect((await journal.append([draft(written)])).ok).toBe(true);
        await journal.close();
        expect((await open()).current.tip.seq).toBe(written + 2);
      },
      { fs },
    );
  });

  test('a disk that is full at the very first start is told', async () => {
    const fs = new FaultyDisk();
    fs.failing.set('create', 'ENOSPC');
    await withJournal(async ({ open }) => expect(open()).rejects.toMatchObject({ code: 'ENOSPC' }), { fs });
  });
});
