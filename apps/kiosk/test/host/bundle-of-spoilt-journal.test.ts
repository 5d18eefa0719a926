import { readdir } from 'node:fs/promises';
import { err, fault, ok } from '@pingjia/shared';
import { describe, expect, test } from 'vitest';
import { stickFolder } from '../../src/host/bundle/stick-folder.ts';
import type { Journal } from '../../src/host/journal/journal.ts';
import { draft } from './with-journal.ts';
import { failing, numbers, range, signed, spoilRecord, withStick } from './with-stick.ts';

describe('what the pad’s own disk does meanwhile', () => {
  test('BU12: a place that rotted since the start is searched for and goes as a hole; what lies behind it goes along', () =>
    withStick(async (stick) => {
      const { journal } = stick;
      for (let n = 0; n < 20; n += 1) await journal.append([draft(9_000 + n)]);
      const { epoch, tip } = journal.current;
      await spoilRecord(stick.journalFolder, '"by":9005');
      const done = await stick.export();
      if (!done.ok) throw new Error(done.error.code);
      expect(done.value.records).toBe(tip.seq);
      const texts = await stick.records(done.value.name);
      expect(texts.filter((text) => text === '').length).toBe(1);
      expect(texts.at(-1)).toContain(`"epoch":"${epoch}","seq":${tip.seq}`);
    }));

  test('BU15: a journal that cannot be read is told as that, not as a stick that was pulled', () =>
    withStick(async (stick) => {
      const { journal } = stick;
      const broken = (code: string) => async () => Promise.reject(Object.assign(new Error(code), { code }));
      const { epochs, care } = journal;
      const hashAt: Journal['hashAt'] = (...place) => journal.hashAt(...place);
      const read = (code: string) => ({ epochs, care, hashAt, read: broken(code) });
      expect(await stick.export({ journal: read('EIO') })).toEqual(err(fault('JOURNAL_WRITE_FAILED', 'EIO')));
      const empty = { epochs, care, hashAt, read: async () => [] };
      expect(await stick.export({ journal: empty })).toMatchObject({ ok: false, error: { code: 'JOURNAL_DAMAGED' } });
      expect((await readdir(stick.folder)).every((name) => name.endsWith('.part'))).toBe(true);
      expect((await stick.export()).ok).toBe(true);
    }));

  test('BU12: what was dropped on purpose is not missed: “all” begins behind it, also where nothing of an epoch is left', () =>
    withStick(async (stick) => {
      const { journal } = stick;
      const gone = journal.current;
      await journal.beginEpoch('forked');
      for (let n = 0; n < 600; n += 1) await journal.append([draft(n)]);
      const { epoch, segments, tip } = journal.current;
      const prune = async (of: string, seq: number, segment: number) => {
        const through = { seq, hash: (await journal.hashAt(of, seq)) ?? tip.hash };
        return journal.care.prune(of, { through, segment, statement: signed('{}'), memory: null });
      };
      const last = (segments().get(2) ?? 1) - 1;
      expect(last).toBeGreaterThan(1);
      expect([await prune(gone.epoch, gone.tip.seq, 99), await prune(epoch, last, 2)]).toEqual([ok(), ok()]);
      const all = await stick.export({ scope: 'all' });
      if (!all.ok) throw new Error(all.error.detail);
      expect(numbers(await stick.records(all.value.name))).toEqual(range(last + 1, tip.seq));
      expect(all.value.records).toBe(tip.seq - last);
    }));

  test('BU13: a part of another branch, the folder having been put back to an image since, is begun anew', () =>
    withStick(async (stick) => {
      const { journal } = stick;
      const { epochs, care } = journal;
      const { tip } = journal.current;
      await Promise.all(Array.from({ length: 600 }, (_, n) => journal.append([draft(n)])));
      const target = {
        ...stickFolder(stick.folder),
        rename: () => Promise.reject(Object.assign(new Error(), { code: 'EIO' })),
      };
      expect(await stick.export({ target })).toMatchObject({ error: { code: 'BUNDLE_TARGET_GONE' } });
      const read: Journal['read'] = (...place) => journal.read(...place);
      const other: Journal['hashAt'] = async () => tip.hash;
      const image = {
        epochs,
        care,
        read,
        hashAt: (...place: Parameters<Journal['hashAt']>) => journal.hashAt(...place),
      };
      const done = await stick.export({ journal: image });
      expect(done).toMatchObject({ ok: true, value: { resumed: false, records: tip.seq } });
      expect(await stick.export({ target })).toMatchObject({ error: { code: 'BUNDLE_TARGET_GONE' } });
      const [now] = journal.epochs;
      const grown = { care, read, hashAt: other, epochs: now === undefined ? [] : [now] };
      expect(await stick.export({ journal: grown })).toMatchObject({ ok: true, value: { resumed: false } });
    }));

  test('BU13: a part that begins behind what the server has by now is begun anew', () =>
    withStick(async (stick) => {
      const { epoch, tip } = stick.journal.current;
      const held = { seq: 700, hash: (await stick.journal.hashAt(epoch, 700)) ?? tip.hash };
      const cut = failing(stickFolder(stick.folder), 9, 'EIO');
      expect((await stick.export({ held, target: cut })).ok).toBe(false);
      const done = await stick.export();
      if (!done.ok) throw new Error(done.error.code);
      expect(done.value.resumed).toBe(false);
      expect(numbers(await stick.records(done.value.name))).toEqual(range(1, 1_201));
    }));
});
