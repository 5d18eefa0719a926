import { open, readFile } from 'node:fs/promises';
import { nodeSha256 } from '@pingjia/node-platform';
import { chainRecord, chainStart, maxRecordBytes } from '@pingjia/shared';
import { describe, expect, test } from 'vitest';
import type { Journal } from '../../src/host/journal/journal.ts';
import { nodeFileSystem } from '../../src/host/journal/node-file-system.ts';
import { draft, textsOf, withJournal } from './with-journal.ts';

async function append(journal: Journal, from: number, to: number): Promise<void> {
  for (let n = from; n <= to; n += 1) expect((await journal.append([draft(n)])).ok).toBe(true);
}

/** Overwrites `length` bytes of a file. */
async function damage(path: string, position: number, length: number, value: number): Promise<void> {
  const file = await open(path, 'r+');
  await file.write(Buffer.alloc(length, value), 0, length, position);
  await file.close();
}

describe('journal', () => {
  test('SY15 SY16: its first record says that the epoch was created, and nothing came before it', () =>
    withJournal(async ({ open, visited }) => {
      const journal = await open();
      expect(visited).toMatchObject([{ seq: 1, type: 'epoch-begun', data: { reason: 'created', previous: null } }]);
      expect(journal.current.tip.seq).toBe(1);
    }));

  test('SY1 SY2 SY3: records form one chain over their exact bytes, across segments and a reopening', () =>
    withJournal(async ({ open, segments }) => {
      const journal = await open();
      await append(journal, 1, 700);
      const { epoch, tip } = journal.current;
      const before = await textsOf(journal, epoch);
      await journal.close();
      expect((await segments()).length).toBeGreaterThan(3);

      const again = await open();
      expect(again.current).toMatchObject({ epoch, tip });
      expect(await textsOf(again, epoch)).toEqual(before);
      let after = chainStart;
      for (const text of before) {
        const chained = chainRecord(epoch, after, Buffer.from(text ?? ''), nodeSha256);
        if (!chained.ok) throw new Error(chained.error.detail);
        after = { seq: chained.value.envelope.seq, hash: chained.value.hash };
      }
      expect(after).toEqual(tip);
    }));

  test('SY8: appends made at once keep their order and none is lost', () =>
    withJournal(async ({ open }) => {
      const journal = await open();
      const results = await Promise.all(Array.from({ length: 300 }, (_, n) => journal.append([draft(n)])));
      const seqs = results.map((result) => (result.ok ? result.value[0]?.record.seq : null));
      expect(seqs).toEqual(Array.from({ length: 300 }, (_, n) => n + 2));
    }));

  test('any position can be read, and its hash told', () =>
    withJournal(async ({ open }) => {
      const journal = await open();
      await append(journal, 1, 400);
      const { epoch } = journal.current;
      const all = await journal.read(epoch, 1, 1_000, 1e9);
      for (const seq of [1, 2, 63, 64, 65, 129, 300, 401]) {
        expect(await journal.read(epoch, seq, 2, 1e9)).toEqual(all.slice(seq - 1, seq + 1));
        expect(await journal.hashAt(epoch, seq)).toBe(all[seq - 1]?.hash);
      }
      expect(await journal.read(epoch, 402, 5, 1e9)).toEqual([]);
      expect(await journal.hashAt(epoch, 402)).toBeNull();
      expect(await journal.read('00000000-0000-4000-8000-000000000000', 1, 5, 1e9)).toEqual([]);
    }));

  test('SY8: an oversized record is refused alone', () =>
    withJournal(async ({ open }) => {
      const journal = await open();
      const huge = {
        type: 'record-carried' as const,
        data: {
          epoch: journal.current.epoch,
          seq: 1,
          hash: journal.current.tip.hash,
          record: 'x'.repeat(maxRecordBytes),
        },
      };
      const [bad, good] = await Promise.all([journal.append([huge]), journal.append([draft(1)])]);
      expect(bad).toMatchObject({ ok: false, error: { code: 'RECORD_TOO_LARGE' } });
      expect(good.ok).toBe(true);
      expect(journal.current.tip.seq).toBe(2);
    }));

  test('SY11: a torn tail is cut wherever it was torn, and the epoch goes on', async () => {
    for (const keep of [1, 15, 16, 17, 60, 200]) {
      await withJournal(async ({ open, segments }) => {
        const journal = await open();
        await append(journal, 1, 3);
        const { epoch, tip } = journal.current;
        await journal.close();
        const [path = ''] = await segments();
        // What a power cut leaves of an append: its beginning, then zeros.
        const bytes = await readFile(path);
        const end = bytes.lastIndexOf('}') + 1;
        const next = Math.ceil(end / 8) * 8;
        const torn = bytes.subarray(bytes.indexOf('PJF1', 8), next).subarray(0, keep);
        const file = await nodeFileSystem.open(path, 'existing');
        await file.write(next, torn);
        await file.close();

        const again = await open();
        expect(again.current).toMatchObject({ epoch, tip });
        await append(again, 4, 4);
        expect((await textsOf(again, epoch)).length).toBe(5);
        await again.close();
        expect((await open()).current.tip.seq).toBe(5);
      });
    }
  });

  test('SY12 SY16: damage in the middle opens a new epoch that names the old one; what is readable stays readable', () =>
    withJournal(async ({ open, segments, visited }) => {
      const journal = await open();
      await append(journal, 1, 10);
      const { epoch, tip } = journal.current;
      await journal.close();
      const [path = ''] = await segments();
      const bytes = await readFile(path);
      await damage(path, bytes.indexOf('"by":5'), 3, 0xff);

      const again = await open();
      expect(again.current.epoch).not.toBe(epoch);
      expect(visited.at(-1)).toMatchObject({
        type: 'epoch-begun',
        data: { reason: 'damaged', previous: { epoch, tip } },
      });
      const items = await again.read(epoch, 1, 100, 1e9);
      expect(items.map(({ kind }) => kind)).toEqual([...Array(5).fill('record'), 'hole', ...Array(5).fill('record')]);
      const [, , , , , hole, after] = items;
      expect(hole?.hash).toBe(
        after?.kind === 'record' ? JSON.parse(Buffer.from(after.bytes).toString()).prev : undefined,
      );
      expect((await again.append([draft(11)])).ok).toBe(true);
    }));

  test('SY12: a record that was exchanged with a sound checksum is found by its successor', () =>
    withJournal(async ({ open, segments }) => {
      const journal = await open();
      await append(journal, 1, 6);
      const { epoch } = journal.current;
      await journal.close();
      const [path = ''] = await segments();
      const bytes = await readFile(path);
      const { decodeFrame, encodeRecordFrame } = await import('../../src/host/journal/frame.ts');
      let offset = 0;
      for (let frame = decodeFrame(bytes, 0); frame !== null; frame = decodeFrame(bytes, offset)) {
        const text = Buffer.from(frame.parts[0] ?? []).toString('utf8');
        if (text.includes('"by":3'))
          bytes.set(encodeRecordFrame([Buffer.from(text.replace('"by":3', '"by":9'))]), offset);
        offset += frame.size;
      }
      const file = await openFile(path);
      await file.write(0, bytes);
      await file.close();

      const again = await open();
      expect(again.current.epoch).not.toBe(epoch);
      const kinds = (await again.read(epoch, 1, 100, 1e9)).map(({ kind }) => kind);
      expect(kinds).toEqual(['record', 'record', 'record', 'hole', 'record', 'record', 'record']);
    }));

  test('SY13: a segment of a later version is refused and left alone', () =>
    withJournal(async ({ open, segments }) => {
      await (await open()).close();
      const [path = ''] = await segments();
      const { encodeHeaderFrame } = await import('../../src/host/journal/frame.ts');
      const bytes = await readFile(path);
      const file = await openFile(path);
      await file.write(
        0,
        encodeHeaderFrame(
          bytes.toString('utf8', 16, 88).replace('"format":1', '"format":9').slice(0, bytes.readUInt32LE(4)),
        ),
      );
      await file.close();
      await expect(open()).rejects.toMatchObject({ fault: { code: 'JOURNAL_VERSION_UNKNOWN' } });
    }));

  test('SY16: an epoch folder without a record, left by a power cut, is passed over', () =>
    withJournal(async ({ open, folder }) => {
      const journal = await open();
      await append(journal, 1, 2);
      const { epoch } = journal.current;
      await journal.close();
      await nodeFileSystem.makeFolder(`${folder}/000002-00000000-0000-4000-8000-00000000000a`);
      expect((await open()).current).toMatchObject({ epoch, tip: { seq: 3 } });
    }));

  test('SY16: a new epoch begins behind what was queued', () =>
    withJournal(async ({ open }) => {
      const journal = await open();
      const first = journal.current.epoch;
      const queued = journal.append([draft(1)]);
      const begun = await journal.beginEpoch('forked');
      expect(await queued).toMatchObject({ ok: true, value: [{ record: { epoch: first, seq: 2 } }] });
      expect(begun).toMatchObject({ ok: true, value: { tip: { seq: 1 }, base: 2 } });
    }));
});

const openFile = (path: string) => nodeFileSystem.open(path, 'existing');
