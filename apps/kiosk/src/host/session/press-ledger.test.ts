import type { PadPress } from '@pingjia/shared';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PressLedger } from './press-ledger.ts';

const press = (count: number, boot = 'A1B2', padId = 'pad'): PadPress => ({ kind: 'pad', padId, boot, count, key: 5 });
const note = (ledger: PressLedger, source: PadPress) =>
  ledger.note({ type: 'press-refused', data: { source, reason: 'unmapped-key' } });

describe('press ledger', () => {
  test('the same boot and count are the same press; another boot, pad or count is another', () => {
    const ledger = new PressLedger();
    note(ledger, press(7));
    expect(ledger.has({ ...press(7), key: 1 })).toBe(true);
    for (const other of [press(8), press(7, 'FFFF'), press(7, 'A1B2', 'other')]) expect(ledger.has(other)).toBe(false);
  });

  test('a jump of the count is so many lost presses, also over the wrap', () => {
    fc.assert(
      fc.property(fc.nat(65_535), fc.integer({ min: 2, max: 32_000 }), (last, step) => {
        const ledger = new PressLedger();
        note(ledger, press(last));
        const before = (last + step) % 65_536;
        expect(ledger.lossBefore(press(before))).toEqual({
          type: 'presses-lost',
          data: { padId: 'pad', boot: 'A1B2', after: last, before, lost: step - 1 },
        });
      }),
    );
  });

  test('the next press, a first sight of a boot and a late older press are no loss', () => {
    const ledger = new PressLedger();
    expect(ledger.lossBefore(press(500))).toBeNull();
    note(ledger, press(65_535));
    expect(ledger.lossBefore(press(0))).toBeNull();
    expect(ledger.lossBefore(press(65_530))).toBeNull();
    expect(ledger.lossBefore(press(9, 'BBBB'))).toBeNull();
  });

  test('a late older press does not move the count back', () => {
    const ledger = new PressLedger();
    for (const count of [10, 12, 11]) note(ledger, press(count));
    expect(ledger.lossBefore(press(13))).toBeNull();
  });

  test('memory stays bounded over a wrap of the count', () => {
    const ledger = new PressLedger();
    for (let count = 0; count < 70_000; count += 1) note(ledger, press(count % 65_536));
    expect(ledger.has(press(69_999 % 65_536))).toBe(true);
    expect(ledger.has(press(1_000))).toBe(false);
  });
});
