import { chainStart, type Receipt } from '@pingjia/shared';
import { describe, expect, test } from 'vitest';
import type { EpochSummary } from './epoch-summary.ts';
import { defaultRetention, noteReceipts, nothingReceived, planDrop, type Received } from './retention-plan.ts';

const day = 24 * 3_600_000;
const year = 365 * day;
const mebibyte = 1024 * 1024;
const { hash } = chainStart;
const [one, two, three] = ['e1', 'e2', 'e3'];

/** An epoch whose files begin at these seqs, by number. */
function epoch(name: string, tip: number, files: Readonly<Record<number, number>>, pruned = 0): EpochSummary {
  return {
    epoch: name,
    tip: { seq: tip, hash },
    base: 0,
    pruned: { seq: pruned, hash },
    prunedStatement: null,
    holes: [],
    healed: 0,
    segments: () => new Map(Object.entries(files).map(([number, seq]) => [Number(number), seq])),
  };
}

function receipt(name: string, seq: number, issuedAt?: number): Receipt {
  const dated = issuedAt === undefined ? {} : { issuedAt };
  return { device: 'd', epoch: name, watermark: { seq, hash }, ...dated };
}

const receiptsOf = (...list: readonly Receipt[]) => new Map(list.map((one) => [one.epoch, one]));

/** Looks at these receipts one after the other. */
function follow(
  epochs: readonly EpochSummary[],
  looks: readonly (readonly Receipt[])[],
  from = nothingReceived,
): Received {
  return looks.reduce((received, list) => note(received, epochs, list), from);
}

/** Nothing was carried. */
function note(before: Received, epochs: readonly EpochSummary[], list: readonly Receipt[]): Received {
  const dated = list.filter(({ issuedAt }) => issuedAt !== undefined);
  const received = dated.map(({ epoch: name, watermark: { seq } }) => [name, { shared: seq, through: seq }] as const);
  return noteReceipts(before, epochs, receiptsOf(...list), new Map(received));
}

/** One look a day, for so many days. */
const daily = (name: string, seq: number, days: number, start = 0): Receipt[][] =>
  Array.from({ length: days + 1 }, (_, n) => [receipt(name, seq, start + n * day)]);

const files = { 1: 1, 2: 101, 3: 201 };
const journal = [epoch(one, 250, files)];
const plan = (epochs: readonly EpochSummary[], received: Received, limits = defaultRetention) =>
  planDrop(epochs, received, limits, 4 * mebibyte);

describe('what may be dropped', () => {
  test('JN10: nothing without a receipt, with one that has no date, or for an empty journal', () => {
    expect(plan([], nothingReceived)).toBeNull();
    expect(plan(journal, nothingReceived)).toBeNull();
    expect(follow(journal, [[]])).toEqual(nothingReceived);
    expect(follow(journal, [[receipt(one, 250)], [receipt('unknown', 9, year)]])).toEqual(nothingReceived);
  });

  test('JN10: whole files only, once the last record of each is covered; the one that is written to never', () => {
    const limits = { milliseconds: 0, bytes: 0 };
    const after = (seq: number) => plan(journal, follow(journal, [[receipt(one, seq, day)]]), limits)?.boundaries;
    expect(after(0)).toBeUndefined();
    expect(after(99)).toBeUndefined();
    expect(after(100)).toEqual([{ segment: 2, through: 100 }]);
    expect(after(199)).toEqual([{ segment: 2, through: 100 }]);
    expect(after(250)).toEqual([
      { segment: 3, through: 200 },
      { segment: 2, through: 100 },
    ]);
    expect(after(Number.MAX_SAFE_INTEGER)).toEqual(after(250));
  });

  test('JN10: 90 days between receipts, and not a day less', () => {
    expect(plan(journal, follow(journal, daily(one, 150, 89)))).toBeNull();
    expect(plan(journal, follow(journal, daily(one, 150, 90)))?.boundaries).toEqual([{ segment: 2, through: 100 }]);
  });

  test('JN10: too many bytes go sooner, no more than it takes, and never what is not covered', () => {
    const many = [epoch(one, 650, { 1: 1, 2: 101, 3: 201, 4: 301, 5: 401, 6: 501 })];
    const limits = { milliseconds: year, bytes: 12 * mebibyte };
    const through = (seq: number) =>
      plan(many, follow(many, [[receipt(one, seq, day)]]), limits)?.boundaries[0]?.through;
    expect(through(650)).toBe(300);
    expect(through(250)).toBe(200);
    expect(through(50)).toBeUndefined();
  });

  test('JN10: earlier epochs first, whole; one that has nothing left is passed over, one that is not covered holds up the rest', () => {
    const epochs = [epoch(one, 40, {}, 40), epoch(two, 60, { 1: 1, 2: 31 }), epoch(three, 90, { 1: 1, 2: 51 })];
    const limits = { milliseconds: 0, bytes: 0 };
    const all = [receipt(one, 40, day), receipt(two, 60, day), receipt(three, 90, day)];
    expect(plan(epochs, follow(epochs, [all]), limits)).toEqual({
      epoch: two,
      boundaries: [
        { segment: 3, through: 60 },
        { segment: 2, through: 30 },
      ],
    });
    expect(plan(epochs, follow(epochs, [[receipt(three, 90, day)]]), limits)).toBeNull();
  });

  test('JN10: files of healed records are no boundary', () => {
    const healed = [epoch(one, 250, { 1: 1, 1_000_001: 40, 2: 101 })];
    const received = follow(healed, [[receipt(one, 250, day)]]);
    expect(plan(healed, received, { milliseconds: 0, bytes: 0 })?.boundaries).toEqual([{ segment: 2, through: 100 }]);
  });
});

describe('the time that receipts tell', () => {
  test('JN10: a server’s clock that jumps ten years ahead drops nothing that was received yesterday', () => {
    const yesterday = follow(journal, daily(one, 250, 1));
    const jumped = note(yesterday, journal, [receipt(one, 250, 10 * year)]);
    expect(plan(journal, jumped)).toBeNull();
    // The clock is put right again, and the 90 days go on.
    const mended = follow(journal, daily(one, 250, 80, 2 * day), jumped);
    expect(plan(journal, mended)).toBeNull();
    expect(plan(journal, follow(journal, daily(one, 250, 10, 82 * day), mended))).not.toBeNull();
  });

  test('JN10: a date that an earlier epoch’s receipt got from such a clock says nothing afterwards', () => {
    const epochs = [epoch(one, 40, { 1: 1 }), epoch(two, 90, { 1: 1, 2: 51 })];
    const wrong = receipt(one, 40, 10 * year);
    const received = follow(epochs, [[wrong], [wrong, receipt(two, 60, day)], [wrong, receipt(two, 80, 2 * day)]]);
    expect(received).toMatchObject({ date: 2 * day, age: day });
    expect(plan(epochs, received)).toBeNull();
  });

  test.each([-(10 * year), -1, 0, Number.MIN_SAFE_INTEGER])('JN10: a date of %d ages nothing', (date) => {
    const before = follow(journal, daily(one, 250, 3));
    expect(note(before, journal, [receipt(one, 250, date)]).age).toBe(before.age);
  });

  test('JN10: the largest dates there are overflow nothing', () => {
    const ends = [[receipt(one, 250, Number.MIN_SAFE_INTEGER)], [receipt(one, 250, Number.MAX_SAFE_INTEGER)]];
    expect(follow(journal, [...ends, ...ends]).age).toBe(2 * 7 * day);
  });

  test('JN10: what a restored server has no more is to be received anew, and stays until then', () => {
    const old = follow(journal, daily(one, 250, 100));
    expect(plan(journal, old)).not.toBeNull();
    const restored = follow(journal, [[receipt(one, 20, 101 * day)]], old);
    expect(plan(journal, restored)).toBeNull();
    const refilled = follow(journal, daily(one, 250, 89, 102 * day), restored);
    expect(plan(journal, refilled)).toBeNull();
    expect(plan(journal, follow(journal, daily(one, 250, 1, 192 * day), refilled))).not.toBeNull();
  });
});
