import type { PadPress } from '@pingjia/shared';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PressLedger } from './press-ledger.ts';

const press = (count: number, boot = 'A1B2', padId = 'pad'): PadPress => ({ kind: 'pad', padId, boot, count, key: 5 });
const note = (ledger: PressLedger, source: PadPress) =>
  ledger.note({ type: 'press-refused', data: { source, reason: 'unmapped-key' } });

describe('press ledger', () => {
  test('SY6: the same boot and count are the same press; another boot, pad or count is another', () => {
    const ledger = new PressLedger();
    note(ledger, press(7));
    expect(ledger.has({ ...press(7), key: 1 })).toBe(true);
    for (const other of [press(8), press(7, 'FFFF'), press(7, 'A1B2', 'other')]) expect(ledger.has(other)).toBe(false);
  });

  test('SY7: a jump of the count is so many lost presses, also over the wrap', () => {
    fc.assert(
      fc.property(fc.nat(65_535), fc.integer({ min: 2, max: 32_000 }), (last, step) => {
        const ledger = new PressLedger();
        note(ledger, press(last));
        const before = (last + step) % 65_536;
        expect(ledger.noticesOf(press(before))).toEqual([
          { type: 'presses-lost', data: { padId: 'pad', boot: 'A1B2', after: last, before, lost: step - 1 } },
        ]);
      }),
    );
  });

  test('the next press, a first sight of a boot and a late older press are no loss', () => {
    const ledger = new PressLedger();
    expect(ledger.noticesOf(press(500))).toEqual([]);
    note(ledger, press(65_535));
    expect(ledger.noticesOf(press(0))).toEqual([]);
    expect(ledger.noticesOf(press(65_530))).toEqual([]);
    expect(ledger.noticesOf(press(9, 'BBBB'))).toEqual([]);
  });

  test('SY7: in whatever order a pad repeats its presses: what was called lost and came is called recovered', () => {
    fc.assert(
      fc.property(fc.nat(65_535), fc.shuffledSubarray([...Array(40).keys()], { minLength: 40 }), (start, order) => {
        const ledger = new PressLedger();
        note(ledger, press(start));
        let missing = 0;
        for (const n of order) {
          const next = press((start + 1 + n) % 65_536);
          for (const { type, data } of ledger.noticesOf(next)) {
            if (type === 'presses-lost') missing += data.lost;
            if (type === 'press-recovered') missing -= 1;
          }
          note(ledger, next);
        }
        expect(missing).toBe(0);
        expect(ledger.noticesOf(press((start + 41) % 65_536))).toEqual([]);
      }),
    );
  });

  test('SY6: memory stays bounded over a wrap of the count', () => {
    const ledger = new PressLedger();
    for (let count = 0; count < 70_000; count += 1) note(ledger, press(count % 65_536));
    expect(ledger.has(press(69_999 % 65_536))).toBe(true);
    expect(ledger.has(press(1_000))).toBe(false);
  });
});
