import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Journal } from '../../src/host/journal/journal.ts';
import { nodeFileSystem } from '../../src/host/journal/node-file-system.ts';
import { draft, withJournal } from './with-journal.ts';

async function fill(journal: Journal, records: number): Promise<void> {
  for (let n = 0; n < records; n += 1) await journal.append([draft(n)]);
}

const anchorOf = ({ current: { epoch, tip } }: Journal) => ({ epoch, ...tip });

describe('the journal and the receipts', () => {
  test('JN17: receipts that fit change nothing', () =>
    withJournal(async ({ open }) => {
      const journal = await open();
      await fill(journal, 5);
      const anchor = anchorOf(journal);
      await fill(journal, 2);
      await journal.beginEpoch('forked');
      expect(await journal.care.compare([anchor, anchorOf(journal)])).toEqual({ ok: true, value: undefined });
      expect(journal.care.damage).toBeNull();
      expect(journal.epochs.length).toBe(2);
    }));

  test('JN17: a journal that ends before a receipt goes on in a new epoch, and is told which record is missing', () =>
    withJournal(async ({ open, segments }) => {
      const journal = await open();
      await fill(journal, 5);
      const { epoch } = journal.current;
      const anchor = anchorOf(journal);
      await journal.close();
      const [path = ''] = await segments();
      const file = await nodeFileSystem.open(path, 'existing');
      const bytes = Buffer.from(await file.read(0, 64 * 1024));
      const cut = bytes.lastIndexOf('PJF1', bytes.indexOf('"seq":5'));
      await file.write(cut, Buffer.alloc(bytes.length - cut));
      await file.close();

      const again = await open();
      await again.care.compare([anchor]);
      expect(again.care.damage).toEqual({ code: 'JOURNAL_ALTERED', detail: `epoch ${epoch}, seq 5` });
      expect(again.epochs.length).toBe(2);
      await again.close();
      const third = await open();
      await third.care.compare([anchor]);
      expect(third.epochs.length).toBe(2);
    }));

  test('JN17: a folder without an epoch that the server signed for goes on in a new epoch, once', () =>
    withJournal(async ({ open, segments }) => {
      const journal = await open();
      await fill(journal, 2);
      await journal.beginEpoch('forked');
      await fill(journal, 2);
      const anchor = anchorOf(journal);
      await journal.close();
      await rm(dirname((await segments()).at(-1) ?? ''), { recursive: true });

      for (let start = 0; start < 3; start += 1) {
        const again = await open();
        await again.care.compare([anchor]);
        expect(again.care.damage).toMatchObject({ code: 'JOURNAL_ALTERED' });
        expect(again.epochs.length).toBe(2);
        expect((await again.append([draft(1)])).ok).toBe(true);
        await again.close();
      }
    }));

  test('JN17: what is gone is replaced once, whatever begins afterwards; what goes later is replaced anew', () =>
    withJournal(async ({ open, segments }) => {
      const loseNewest = async () => rm(dirname((await segments()).at(-1) ?? ''), { recursive: true });
      const anchors: ReturnType<typeof anchorOf>[] = [];
      for (const epochs of [2, 4]) {
        const journal = await open();
        if (epochs > 2) anchors.push(anchorOf(journal));
        await journal.beginEpoch('forked');
        anchors.push(anchorOf(journal));
        await journal.close();
        await loseNewest();
        for (let start = 0; start < 3; start += 1) {
          const again = await open();
          await again.care.compare(anchors);
          expect(again.epochs.length).toBe(epochs + Math.min(start, 1));
          if (start === 0) await again.beginEpoch('forked');
          await again.close();
        }
      }
    }));

  test('JN17: another record than the one that was signed for ends the epoch', () =>
    withJournal(async ({ open }) => {
      const journal = await open();
      await fill(journal, 3);
      const { epoch, hash } = { ...anchorOf(journal) };
      await journal.care.compare([{ epoch, seq: 2, hash }]);
      expect(journal.care.damage).toEqual({ code: 'JOURNAL_ALTERED', detail: `epoch ${epoch}, seq 2` });
      expect(journal.current.epoch).not.toBe(epoch);
    }));

  test('JN17: an earlier epoch must reach the tip that the next one names', () =>
    withJournal(async ({ open, segments }) => {
      const journal = await open();
      await fill(journal, 3);
      const { epoch } = journal.current;
      await journal.beginEpoch('forked');
      await journal.close();
      const [path = ''] = await segments();
      const file = await nodeFileSystem.open(path, 'existing');
      const bytes = Buffer.from(await file.read(0, 64 * 1024));
      const cut = bytes.lastIndexOf('PJF1', bytes.indexOf('"seq":4'));
      await file.write(cut, Buffer.alloc(bytes.length - cut));
      await file.close();
      const again = await open();
      await again.care.compare([]);
      expect(again.care.damage).toEqual({ code: 'JOURNAL_ALTERED', detail: `epoch ${epoch}, seq 4` });
      expect(again.epochs.length).toBe(2);
    }));
});
