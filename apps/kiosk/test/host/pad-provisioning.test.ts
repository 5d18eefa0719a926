import { readFile, writeFile } from 'node:fs/promises';
import { type PadAddress, parsePadAddress } from '@pingjia/shared';
import { expect, test } from 'vitest';
import { toyFamily } from './toy-family.ts';
import { withPads } from './with-pads.ts';

const families = [toyFamily('toy', {}, { 1: 'very_satisfied' })];

function address(text: string): PadAddress {
  const parsed = parsePadAddress(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
}

test('KM1: a pad added to the device counts at once, is there after a restart, and can be removed', () =>
  withPads({ pads: ['memory:a?profile=toy'], families }, async ({ desk, folder, end, clock, types }) => {
    expect(await desk.add(address('memory:b?profile=toy'))).toMatchObject({ ok: true });
    await clock.advanceAsync(0);
    await end('b').say('1');
    await clock.advanceAsync(0);
    expect(types().at(-1)).toBe('evaluation');
    await desk.stop();
    await withPads({ pads: [], families, folder }, async (again) => {
      expect(again.desk.reports).toMatchObject([{ address: 'memory:b', origin: 'provisioned', state: 'found' }]);
      expect(await again.desk.remove(address('memory:b?profile=toy'))).toMatchObject({ ok: true });
      expect(again.desk.reports).toEqual([]);
      expect(again.types().at(-1)).toBe('pad-lost');
    });
    expect(JSON.parse(await readFile(`${folder}/pads.json`, 'utf8'))).toEqual([]);
  }));

test('KM1: pads that are added at the same moment are all there after a restart; one place gets one of them', () =>
  withPads({ pads: [], families }, async ({ desk, folder, clock }) => {
    const names = ['a', 'b', 'b', 'c', 'd'];
    const added = await Promise.all(names.map((name) => desk.add(address(`memory:${name}?profile=toy`))));
    expect(added.map(({ ok: taken }) => taken)).toEqual([true, true, false, true, true]);
    await clock.advanceAsync(0);
    await desk.stop();
    await withPads({ pads: [], families, folder }, async (again) => {
      expect(again.desk.reports.map(({ address: where }) => where)).toEqual(
        ['a', 'b', 'c', 'd'].map((name) => `memory:${name}`),
      );
    });
  }));

test('KM1: one place has one pad, unknown families are refused, and what was named at the start stays', () =>
  withPads({ pads: ['memory:a?profile=toy'], families }, async ({ desk }) => {
    const refused = [
      [await desk.add(address('memory:a?profile=toy&x=1')), 'REQUEST_INVALID'],
      [await desk.add(address('memory:b?profile=nobody-wrote-it')), 'PAD_ADDRESS_INVALID'],
      [await desk.remove(address('memory:a?profile=toy')), 'NOT_FOUND'],
      [await desk.remove(address('memory:c?profile=toy')), 'NOT_FOUND'],
    ] as const;
    for (const [result, code] of refused) expect(result).toMatchObject({ ok: false, error: { code } });
    for (let n = 1; n < 16; n += 1) expect((await desk.add(address(`memory:${n}?profile=toy`))).ok).toBe(true);
    expect(await desk.add(address('memory:one-more?profile=toy'))).toMatchObject({
      error: { code: 'REQUEST_INVALID' },
    });
  }));

test.each(['', '{', '{"pads":[]}', '["no address"]', '[1]', `["serial:${'x'.repeat(400)}"]`])(
  'KM2: a pads.json that reads %s is left as it is: no pad of it, a fault, and none may be added',
  (text) =>
    withPads({ pads: [], families }, async ({ desk, folder }) => {
      await desk.stop();
      await writeFile(`${folder}/pads.json`, text);
      await withPads({ pads: ['memory:a?profile=toy'], families, folder }, async (again) => {
        expect(again.desk.reports).toHaveLength(1);
        expect(again.desk.faults).toMatchObject([
          { code: 'SETUP_DAMAGED', detail: expect.stringContaining('pads.json') },
        ]);
        expect(await again.desk.add(address('memory:b?profile=toy'))).toMatchObject({
          error: { code: 'SETUP_DAMAGED' },
        });
      });
      expect(await readFile(`${folder}/pads.json`, 'utf8')).toBe(text);
    }),
);
