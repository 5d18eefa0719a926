import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSamePress, type PressSource, pressKey, pressSourceSchema } from './press-source.ts';

const pad: PressSource = { kind: 'pad', padId: 'pingjia-line:7:01', boot: 'A1B2', count: 7, key: 5 };

describe('press source', () => {
  test('SY6: pad, boot and count name a press; the key and the number of reports do not matter', () => {
    expect(pressKey({ ...pad, key: 1 })).toBe(pressKey(pad));
    for (const other of [{ padId: 'other' }, { boot: 'FFFF' }, { count: 8 }]) {
      expect(pressKey({ ...pad, ...other })).not.toBe(pressKey(pad));
    }
  });

  test('SY6: a touch is named by its pressId', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (a, b) => {
        const key = (pressId: string) => pressKey({ kind: 'touch', pressId });
        expect(key(a) === key(b)).toBe(a === b);
        expect(key(a)).not.toBe(pressKey(pad));
      }),
    );
  });

  test('SY64: a pad that has not said who it is is the one of its profile and address', () => {
    const nameless: PressSource = { ...pad, padId: 'pingjia-line:unknown:01' };
    for (const [one, other] of [
      [pad, nameless],
      [nameless, pad],
      [nameless, nameless],
    ] as const)
      expect(isSamePress(one, other)).toBe(true);
    for (const change of [{ padId: 'pingjia-line:7:02' }, { padId: 'm7:7:01' }, { boot: 'FFFF' }, { count: 8 }])
      expect(isSamePress(nameless, { ...pad, ...change })).toBe(false);
    expect(isSamePress(pad, { ...pad, padId: 'pingjia-line:8:01' })).toBe(false);
    expect(isSamePress(pad, { kind: 'touch', pressId: '50000000-0000-4000-8000-000000000001' })).toBe(false);
  });

  test.each([
    { ...pad, count: -1 },
    { ...pad, count: 65_536 },
    { ...pad, count: 0.5 },
    { ...pad, key: 256 },
    { ...pad, padId: '' },
    { ...pad, boot: 'x'.repeat(33) },
    { kind: 'touch', pressId: '1' },
    { kind: 'remote', pressId: pad.boot },
  ])('out of range is refused: %j', (source) => {
    expect(pressSourceSchema.safeParse(source).success).toBe(false);
  });
});
