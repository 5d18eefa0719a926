import { readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stickFolder } from '../../src/host/bundle/stick-folder.ts';
import { failing, framesOf, numbers, range, spoil, withStick } from './with-stick.ts';

describe('a bundle for a stick', () => {
  test('BU12: holds what the server lacks, every record byte for byte, and nothing readable', () =>
    withStick(async (stick) => {
      const { epoch, tip } = stick.journal.current;
      const held = { seq: 700, hash: (await stick.journal.hashAt(epoch, 700)) ?? tip.hash };
      const done = await stick.export({ held });
      expect(done).toMatchObject({ ok: true, value: { records: 501, resumed: false } });
      if (!done.ok) return;
      const texts = await stick.records(done.value.name);
      expect(numbers(texts)).toEqual(range(701, 1_201));
      const stored = await stick.journal.read(epoch, 701, 501, 1e9);
      expect(texts).toEqual(stored.map((item) => (item.kind === 'record' ? Buffer.from(item.bytes).toString() : '')));
      expect((await readFile(join(stick.folder, done.value.name ?? ''))).includes('clock-stepped')).toBe(false);
      expect(await readdir(stick.folder)).toEqual([done.value.name]);
    }));

  test('BU12: “all” begins at the first record; nothing unsent writes no file', () =>
    withStick(async (stick) => {
      const all = await stick.export({ scope: 'all', held: stick.journal.current.tip });
      if (!all.ok) throw new Error(all.error.code);
      expect(numbers(await stick.records(all.value.name))).toEqual(range(1, 1_201));
      const none = await stick.export({ held: stick.journal.current.tip });
      expect(none).toMatchObject({ ok: true, value: { name: null, records: 0 } });
      expect(await readdir(stick.folder)).toEqual([all.value.name]);
    }));

  test('BU13: pulled at every operation, the next export goes on where it stopped and the bundle is whole', () =>
    withStick(async (stick) => {
      const counter = failing(stickFolder(stick.folder), Number.POSITIVE_INFINITY, 'EIO');
      await stick.export({ target: counter });
      let resumed = 0;
      for (let at = 1; at <= counter.operations; at += 1) {
        for (const name of await readdir(stick.folder)) await rm(join(stick.folder, name));
        const broken = await stick.export({ target: failing(stickFolder(stick.folder), at, 'EIO') });
        expect(broken, `operation ${at}`).toMatchObject({ ok: false, error: { code: 'BUNDLE_TARGET_GONE' } });
        const mended = await stick.export();
        if (!mended.ok) throw new Error(`operation ${at}: ${mended.error.code}`);
        expect(numbers(await stick.records(mended.value.name))).toEqual(range(1, 1_201));
        resumed += mended.value.resumed ? 1 : 0;
      }
      expect(resumed).toBeGreaterThan(counter.operations / 2);
    }));

  test('BU13: a part that was cut anywhere or spoilt is taken up as far as it is sound', () =>
    withStick(async (stick) => {
      const done = await stick.export();
      if (!done.ok) throw new Error(done.error.code);
      const name = done.value.name ?? '';
      const whole = await readFile(join(stick.folder, name));
      const part = join(stick.folder, `${name}.part`);
      await rm(join(stick.folder, name));
      for (const [length, flipped] of [
        [0, null],
        [4, null],
        [900, null],
        [whole.length - 100, null],
        [whole.length, 20_000],
        [whole.length, 5],
        [whole.length, null],
      ] as const) {
        await writeFile(part, whole);
        await truncate(part, length);
        if (flipped !== null) await spoil(part, flipped);
        const mended = await stick.export();
        if (!mended.ok) throw new Error(mended.error.code);
        expect(numbers(await stick.records(mended.value.name))).toEqual(range(1, 1_201));
        await rm(join(stick.folder, mended.value.name ?? ''));
      }
    }));

  test('BU13: of a part that is damaged in its middle every frame before that is kept', () =>
    withStick(async (stick) => {
      const done = await stick.export();
      if (!done.ok) throw new Error(done.error.code);
      const part = join(stick.folder, `${done.value.name}.part`);
      await rename(join(stick.folder, done.value.name ?? ''), part);
      const frames = framesOf(await readFile(part));
      const last = frames.findLastIndex(({ header }) => header.kind === 'batch');
      expect(last).toBeGreaterThan(1);
      // The length that the last batch's frame begins with.
      await spoil(part, frames[last - 1]?.end ?? 0);
      const mended = await stick.export();
      expect(mended).toMatchObject({ ok: true, value: { resumed: true, records: 1_201 } });
    }));

  test('BU14: another pad’s files, other scopes and other people’s files on the stick are left as they are', () =>
    withStick(async (stick) => {
      await writeFile(join(stick.folder, 'holiday.jpg'), 'a photo');
      const foreign = join(stick.folder, 'pingjia-99999999-00000000.pjb.part');
      await writeFile(foreign, 'half a bundle of another pad');
      const done = await stick.export();
      if (!done.ok) throw new Error(done.error.code);
      const names = new Set(['holiday.jpg', 'pingjia-99999999-00000000.pjb.part', done.value.name]);
      expect(new Set(await readdir(stick.folder))).toEqual(names);
      expect(await readFile(foreign, 'utf8')).toBe('half a bundle of another pad');
    }));

  test.each([
    ['ENOSPC', 'BUNDLE_TARGET_FULL'],
    ['EFBIG', 'BUNDLE_TARGET_FULL'],
    ['ENODEV', 'BUNDLE_TARGET_GONE'],
    ['EROFS', 'BUNDLE_TARGET_UNUSABLE'],
  ])('BU15: %s of the stick is told as %s', (code, expected) =>
    withStick(async (stick) => {
      const target = failing(stickFolder(stick.folder), 6, code);
      expect(await stick.export({ target })).toMatchObject({ ok: false, error: { code: expected } });
    }),
  );

  test('BU15: a folder that is not there, or no folder, is BUNDLE_TARGET_UNUSABLE', () =>
    withStick(async (stick) => {
      const file = join(stick.folder, 'file');
      await writeFile(file, '');
      for (const path of [join(stick.folder, 'nothing'), file]) {
        const refused = await stick.export({ target: stickFolder(path) });
        expect(refused).toMatchObject({ ok: false, error: { code: 'BUNDLE_TARGET_UNUSABLE' } });
      }
    }));
});
