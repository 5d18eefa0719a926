import type { PadPress } from '@pingjia/shared';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ledgerSchema, PressLedger } from './press-ledger.ts';

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

  test('SY64: a press of a pad that has not said who it is, is known under its number, and the other way round', () => {
    const [named, nameless] = ['pingjia-line:SIM-0:01', 'pingjia-line:unknown:01'];
    for (const [first, second] of [
      [named, nameless],
      [nameless, named],
    ] as const) {
      const ledger = new PressLedger();
      note(ledger, press(7, 'A1B2', first));
      expect(ledger.has(press(7, 'A1B2', second))).toBe(true);
      for (const other of [press(17, 'A1B2', second), press(7, 'B1B2', second), press(7, 'A1B2', `${second}2`)])
        expect(ledger.has(other)).toBe(false);
    }
  });

  test('SY63: a press that was carried is known, drives out no other, and moves no count', () => {
    const ledger = new PressLedger();
    note(ledger, press(7));
    for (let count = 100; count < 1_000; count += 1)
      ledger.noteCarried({ type: 'press-refused', data: { source: press(count), reason: 'unmapped-key' } });
    const restored = new PressLedger();
    restored.restore(ledgerSchema.parse(JSON.parse(JSON.stringify(ledger.snapshot()))));
    for (const known of [ledger, restored]) {
      expect([7, 999, 744, 743].map((count) => known.has(press(count)))).toEqual([true, true, true, false]);
      expect(known.noticesOf(press(8))).toEqual([]);
    }
  });

  test('SY6: a press is known however much was pressed elsewhere since; one that never came is not', () => {
    const ledger = new PressLedger();
    for (const count of [10, 11, 14, 12]) note(ledger, press(count));
    for (let n = 0; n < 1_000; n += 1) note(ledger, press(n, 'B0B0', `other ${n % 15}`));
    const again = new PressLedger();
    again.restore(ledgerSchema.parse(JSON.parse(JSON.stringify(ledger.snapshot()))));
    for (const folded of [ledger, again]) {
      for (const count of [10, 11, 12, 14]) expect(folded.has(press(count))).toBe(true);
      // Pressed before this pad was heard first, jumped over, still to come, of another boot.
      for (const count of [9, 13, 15]) expect(folded.has(press(count))).toBe(false);
      expect(folded.has(press(11, 'FFFF'))).toBe(false);
    }
  });

  test('SY6: no press that is new is taken for a known one, in whatever order and over whatever jumps they come', () => {
    const near = { weight: 9, arbitrary: fc.integer({ min: -60, max: 60 }) };
    const steps = fc.array(fc.oneof(near, fc.integer({ min: 0, max: 900 })), { maxLength: 200 });
    fc.assert(
      fc.property(fc.nat(65_535), steps, (start, taken) => {
        const ledger = new PressLedger();
        const journaled = new Set<number>();
        let count = start;
        for (const by of taken) {
          count = (count + by + 65_536) % 65_536;
          if (!journaled.has(count)) expect(ledger.has(press(count))).toBe(false);
          journaled.add(count);
          note(ledger, press(count));
        }
      }),
    );
  });

  test('SY6: a pad that counts anew under the same boot is vouched for no longer', () => {
    const ledger = new PressLedger();
    for (let count = 300; count <= 500; count += 1) note(ledger, press(count));
    for (let n = 0; n < 300; n += 1) note(ledger, press(n, 'B0B0', 'other'));
    expect(ledger.has(press(400))).toBe(true);
    note(ledger, press(1));
    expect([400, 499, 500].map((count) => ledger.has(press(count)))).toEqual([false, false, true]);
  });

  test('SY6: a snapshot of before it told since when a pad is heard vouches for the newest press only', () => {
    const ledger = new PressLedger();
    ledger.restore({ known: [], carried: [], pads: [{ padId: 'pad', boot: 'A1B2', last: 20, missing: [] }] });
    expect([19, 20, 21].map((count) => ledger.has(press(count)))).toEqual([false, true, false]);
  });

  test('SY6: memory stays bounded over a wrap of the count', () => {
    const ledger = new PressLedger();
    for (let count = 0; count < 70_000; count += 1) note(ledger, press(count % 65_536));
    expect(ledger.has(press(69_999 % 65_536))).toBe(true);
    expect(ledger.has(press(1_000))).toBe(false);
  });
});
