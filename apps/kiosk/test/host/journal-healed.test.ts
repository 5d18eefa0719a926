import { open, readFile } from 'node:fs/promises';
import { nodeSha256 } from '@pingjia/node-platform';
import type { MirrorCheckpoint } from '@pingjia/shared';
import { describe, expect, test } from 'vitest';
import { readMirrorPage } from '../../src/host/bridge/mirror-feed.ts';
import { MirrorHealer } from '../../src/host/bridge/mirror-healer.ts';
import type { Journal } from '../../src/host/journal/journal.ts';
import { CarriedRecords } from '../../src/host/sync/carried-records.ts';
import { draft, textsOf, withJournal } from './with-journal.ts';
import { spoilRecord } from './with-stick.ts';

async function overwrite(path: string, at: number, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'r+');
  await file.write(bytes, 0, bytes.length, at);
  await file.close();
}

async function fill(journal: Journal, records: number): Promise<void> {
  for (let n = 1; n <= records; n += 1) await journal.append([draft(n)]);
}

const device = 'de000000-0000-4000-8000-000000000001';

function healerOf(journal: Journal): MirrorHealer {
  const owner = () => ({ device, received: [] });
  return new MirrorHealer({ journal, carried: new CarriedRecords(), sha256: nodeSha256, owner });
}

/** A mirror with everything the journal has now, that answers as the screen does. */
async function mirrorOf(journal: Journal) {
  const { epoch, tip } = journal.current;
  const texts = (await textsOf(journal, epoch)).map((text) => text ?? '');
  const after: MirrorCheckpoint = { epoch, seq: tip.seq, hash: tip.hash };
  return {
    after,
    texts,
    /** Pulls until the host has nothing more to ask; how often it asked. */
    async serve(healer: MirrorHealer): Promise<number> {
      let asked = 0;
      for (let lost = await healer.next(after, device); lost !== null; lost = await healer.next(after, device)) {
        asked += 1;
        const { from, to } = lost;
        const held = lost.epoch === epoch ? texts.slice(from - 1, to) : [];
        expect((await healer.take(lost.epoch, to, held)).ok).toBe(true);
      }
      return asked;
    },
  };
}

/** What lives on in the newest epoch. */
async function carriedTexts(journal: Journal): Promise<string[]> {
  const texts = await textsOf(journal, journal.current.epoch);
  return texts
    .map((text) => JSON.parse(text ?? '{}') as { type: string; data: { record: string } })
    .flatMap(({ type, data }) => (type === 'record-carried' ? [data.record] : []));
}

describe('a damaged journal and its mirror', () => {
  test('JN7 JN8: holes are filled with the exact bytes from the mirror, the damaged bytes stay, and so after the next start', () =>
    withJournal(async ({ open: start, segments }) => {
      const journal = await start();
      await fill(journal, 700);
      const mirror = await mirrorOf(journal);
      await journal.close();
      const [, second = ''] = await segments();
      const before = await readFile(second);
      await overwrite(second, 4_096, Buffer.alloc(20_000, 0xee));

      const again = await start();
      expect(again.care.damage).toMatchObject({ code: 'JOURNAL_DAMAGED' });
      expect(again.current.epoch).not.toBe(mirror.after.epoch);
      const healer = healerOf(again);
      expect(await mirror.serve(healer)).toBe(1);
      expect(again.care.damage).toBeNull();
      expect(await textsOf(again, mirror.after.epoch)).toEqual(mirror.texts);
      await again.close();
      expect((await readFile(second)).equals(before)).toBe(false);

      const third = await start();
      expect(third.care.damage).toBeNull();
      expect(third.epochs.length).toBe(2);
      expect(await textsOf(third, mirror.after.epoch)).toEqual(mirror.texts);
      expect((await third.append([draft(1)])).ok).toBe(true);
    }));

  test('JN8: what was healed stays readable when the record that proved it rots too; what lies there now is still told', () =>
    withJournal(async ({ open: start, segments }) => {
      const journal = await start();
      await fill(journal, 10);
      const mirror = await mirrorOf(journal);
      await journal.close();
      const [path = ''] = await segments();
      const bytes = await readFile(path);
      await overwrite(path, bytes.indexOf('"by":5'), Buffer.alloc(3, 0xee));
      const healing = await start();
      expect(await mirror.serve(healerOf(healing))).toBe(1);
      await healing.close();
      await overwrite(path, bytes.indexOf('"by":6'), Buffer.alloc(3, 0xee));

      for (const again of [await start(), await start()]) {
        const texts = mirror.texts.map((text) => (text.includes('"by":6') ? null : text));
        expect(await textsOf(again, mirror.after.epoch)).toEqual(texts);
        expect(again.care.damage).toMatchObject({ detail: `epoch ${mirror.after.epoch}, seq 7` });
        await again.close();
      }
    }));

  test('JN7: what the hashes do not prove is not taken', () =>
    withJournal(async ({ open: start, segments }) => {
      const journal = await start();
      await fill(journal, 10);
      const mirror = await mirrorOf(journal);
      await journal.close();
      const [path = ''] = await segments();
      await overwrite(path, (await readFile(path)).indexOf('"by":5'), Buffer.alloc(3, 0xee));
      const again = await start();
      const forged = mirror.texts.map((text) => Buffer.from(text.replace('"by":5', '"by":1')));
      expect(await again.care.heal(mirror.after.epoch, [...forged, Buffer.from('{}'), Buffer.alloc(9)])).toEqual({
        ok: true,
        value: 0,
      });
      expect((await again.read(mirror.after.epoch, 6, 1, 0))[0]?.kind).toBe('hole');
    }));

  test('JN9: a tail that only the mirror still has lives on in record-carried, once, before the mirror is reset', () =>
    withJournal(async ({ open: start, segments }) => {
      const journal = await start();
      await fill(journal, 40);
      const mirror = await mirrorOf(journal);
      await journal.close();
      const [path = ''] = await segments();
      const bytes = await readFile(path);
      const cut = bytes.lastIndexOf('PJF1', bytes.indexOf('"by":31'));
      await overwrite(path, cut, Buffer.alloc(bytes.length - cut));

      const again = await start();
      await fill(again, 3);
      const healer = healerOf(again);
      expect(await mirror.serve(healer)).toBe(1);
      expect(await readMirrorPage(again, mirror.after, 10, device)).toMatchObject({ value: { outcome: 'reset' } });
      expect(await mirror.serve(healer)).toBe(0);
      await again.close();
      expect(await carriedTexts(await start())).toEqual(mirror.texts.slice(31));
    }));

  test('JN9: what nothing proves, what followed it being gone everywhere, lives on in record-carried, once', () =>
    withJournal(async ({ open: start, folder }) => {
      const journal = await start();
      await fill(journal, 12);
      const mirror = await mirrorOf(journal);
      await journal.close();
      for (const by of [5, 6, 7]) await spoilRecord(folder, `"by":${by}`);

      const again = await start();
      const healer = healerOf(again);
      const [from, to] = [6, 8];
      expect(again.epochs[0]?.holes).toMatchObject([{ from, to }]);
      const asked = await healer.next(mirror.after, device);
      expect(asked).toMatchObject({ from, to });
      const held = mirror.texts.slice(from - 1, to - 1);
      expect((await healer.take(mirror.after.epoch, to, held)).ok).toBe(true);
      expect(await healer.next(mirror.after, device)).toBeNull();
      expect(again.epochs[0]?.holes).toMatchObject([{ from, to }]);
      await again.close();
      expect(await carriedTexts(await start())).toEqual(held);
    }));

  test('JN9: a hole that is longer than one answer is asked for to its beginning, whatever of it is proven', () =>
    withJournal(
      async ({ open: start, segments }) => {
        const journal = await start();
        await fill(journal, 300);
        const mirror = await mirrorOf(journal);
        await journal.close();
        const [path = ''] = await segments();
        const bytes = await readFile(path);
        const [begun, over] = [bytes.indexOf('"by":5'), bytes.indexOf('"by":260')];
        await overwrite(path, begun, Buffer.alloc(over - begun, 0xee));

        const again = await start();
        const healer = healerOf(again);
        const [hole] = again.epochs[0]?.holes ?? [];
        if (hole === undefined) throw new Error('nothing was damaged');
        const { from, to } = hole;
        // The last of it is nowhere.
        for (
          let lost = await healer.next(mirror.after, device);
          lost !== null;
          lost = await healer.next(mirror.after, device)
        ) {
          const held = mirror.texts.slice(lost.from - 1, Math.min(lost.to, to - 1));
          expect((await healer.take(lost.epoch, lost.to, held.slice(-90))).ok).toBe(true);
        }
        await again.close();
        expect((await carriedTexts(await start())).toSorted()).toEqual(mirror.texts.slice(from - 1, to - 1).toSorted());
      },
      { segmentBytes: 1024 * 1024 },
    ));

  test('JN9: an epoch that only the mirror knows is carried from its beginning, portion by portion', () =>
    withJournal(async ({ open: start }) => {
      const journal = await start();
      await fill(journal, 5);
      const stranger = { epoch: '00000000-0000-4000-8000-00000000000a', records: [] as string[] };
      await withJournal(
        async ({ open: other }) => {
          const another = await other();
          await fill(another, 450);
          stranger.epoch = another.current.epoch;
          stranger.records = (await textsOf(another, stranger.epoch)).map((text) => text ?? '');
        },
        { seed: 9 },
      );
      const hash = nodeSha256(Buffer.from(stranger.records.at(-1) ?? ''));
      const after = { epoch: stranger.epoch, seq: stranger.records.length, hash };
      const healer = healerOf(journal);
      for (let lost = await healer.next(after, device); lost !== null; lost = await healer.next(after, device)) {
        await healer.take(lost.epoch, lost.to, stranger.records.slice(lost.from - 1, lost.to));
      }
      expect((await carriedTexts(journal)).toSorted()).toEqual(stranger.records.toSorted());
    }));

  test('JN7: what has rotted and nobody has seen yet is asked for before a mirror is reset', () =>
    withJournal(async ({ open: start, segments }) => {
      const journal = await start();
      await fill(journal, 10);
      const { after, texts } = await mirrorOf(journal);
      const [path = ''] = await segments();
      const bytes = await readFile(path);
      await overwrite(path, bytes.indexOf('"by":4'), Buffer.from('"by":7'));
      const healer = healerOf(journal);
      const unknown = { ...after, hash: nodeSha256(Buffer.from('of another journal')) };
      expect(await healer.next(unknown, device)).toMatchObject({ outcome: 'heal', from: 5, to: 5 });
      expect((await healer.take(after.epoch, 5, texts.slice(4, 5))).ok).toBe(true);
      expect(await textsOf(journal, after.epoch)).toEqual(texts);
    }));

  test('JN7: behind a hole comes what lies there, though a place in it has rotted and nobody has seen it yet', () =>
    withJournal(async ({ open: start, segments }) => {
      const journal = await start();
      await fill(journal, 12);
      const { after } = await mirrorOf(journal);
      await journal.close();
      const [path = ''] = await segments();
      await overwrite(path, (await readFile(path)).indexOf('"by":4'), Buffer.from('"by":7'));
      const again = await start();
      await fill(again, 2);
      const bytes = await readFile(path);
      await overwrite(path, bytes.lastIndexOf('PJF1', bytes.indexOf('"by":5')), Buffer.alloc(40, 0xee));
      const known = { ...after, seq: 4, hash: (await again.hashAt(after.epoch, 4)) ?? after.hash };
      const page = await readMirrorPage(again, known, 100, device);
      if (!page.ok || page.value.outcome !== 'page') throw new Error('no page');
      expect(page.value.records.map(({ epoch, seq }) => (epoch === after.epoch ? seq : 0))).toEqual([
        7, 8, 9, 10, 11, 12, 13,
      ]);
    }));

  test('a mirror that is whole, empty or older than what was dropped is asked for nothing', () =>
    withJournal(async ({ open: start }) => {
      const journal = await start();
      await fill(journal, 5);
      const { after } = await mirrorOf(journal);
      const healer = healerOf(journal);
      expect(await healer.next(null, device)).toBeNull();
      expect(await healer.next(after, device)).toBeNull();
    }));
});
