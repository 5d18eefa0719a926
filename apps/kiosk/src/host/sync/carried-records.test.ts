import type { Hash } from '@pingjia/shared';
import { describe, expect, test } from 'vitest';
import { CarriedRecords } from './carried-records.ts';

const [epoch, elsewhere] = ['11111111-0000-4000-8000-000000000001', '22222222-0000-4000-8000-000000000002'];
const ours = { epoch, seq: 8, hash: 'A'.repeat(43) as Hash };
const theirs = { ...ours, hash: 'B'.repeat(43) as Hash };
const anywhere = () => true;

describe('records that live on', () => {
  test('SY18: of two branches’ records under one number each has to be carried', () => {
    const carried = new CarriedRecords();
    carried.note(theirs, { epoch: elsewhere, seq: 3 });
    expect(carried.has(theirs, epoch, anywhere)).toBe(true);
    expect(carried.has(ours, epoch, anywhere)).toBe(false);
    carried.note(ours, { epoch: elsewhere, seq: 4 });
    const again = new CarriedRecords();
    again.restore(carried.snapshot());
    expect(again.carrierOf(theirs)).toEqual({ epoch: elsewhere, seq: 3 });
    expect(again.carrierOf(ours)).toEqual({ epoch: elsewhere, seq: 4 });
  });

  test('what an earlier version noted by number alone is still known', () => {
    const carried = new CarriedRecords();
    carried.restore([
      [`${epoch} 8`, elsewhere, 3],
      [`${epoch} 9`, elsewhere],
    ]);
    expect(carried.has(ours, epoch, anywhere)).toBe(true);
    expect(carried.carrierOf({ ...ours, seq: 9 })).toEqual({ epoch: elsewhere, seq: null });
    expect(carried.has({ ...ours, seq: 10 }, epoch, anywhere)).toBe(false);
  });
});
