import { describe, expect, it } from 'vitest';
import { parseTime, relateTimes } from './time.ts';
import { createTimeFormat } from './time-format.ts';

const at = (text: string) => Date.parse(text);

describe('relateTimes', () => {
  it.each([
    ['2026-01-05T09:00:00Z', '2026-01-05T09:00:01Z', { kind: 'together' }],
    ['2026-01-05T09:00:30Z', '2026-01-05T09:00:00Z', { kind: 'together' }],
    ['2026-01-05T09:00:00Z', '2026-01-05T12:00:00Z', { kind: 'later', milliseconds: 10_800_000 }],
    ['2026-01-05T11:00:00Z', '2026-01-05T09:00:00Z', { kind: 'ahead', milliseconds: 7_200_000 }],
    ['1970-01-02T00:00:00Z', '2026-01-05T09:00:00Z', { kind: 'absurd' }],
    ['+275760-09-13T00:00:00.000Z', '2026-01-05T09:00:00Z', { kind: 'absurd' }],
    [null, '2026-01-05T09:00:00Z', { kind: 'unreadable' }],
    ['half past nine', '2026-01-05T09:00:00Z', { kind: 'unreadable' }],
    ['2026-01-05T09:00:00Z', 'nonsense', { kind: 'together' }],
  ])('%s, accepted %s', (device, server, expected) => {
    expect(relateTimes(device, server)).toEqual(expected);
  });
});

describe('time format', () => {
  const zh = createTimeFormat('zh-CN', 'Asia/Shanghai');
  const en = createTimeFormat('en', 'Asia/Shanghai');
  const now = at('2026-01-05T09:00:00Z');

  it('shows the time alone for today, in the given zone', () => {
    expect(en.short(at('2026-01-05T00:30:07Z'), now)).toBe('08:30:07');
  });

  it('adds the date for another day and the year for another year', () => {
    expect(zh.short(at('2026-01-04T01:00:00Z'), now)).toContain('1月4日');
    expect(en.short(at('1970-01-02T00:00:00Z'), now)).toContain('1970');
  });

  it('names the zone', () => {
    expect(en.full(now)).toContain('China Standard Time');
    expect(zh.full(now)).toContain('中国标准时间');
  });

  it.each([
    [0, '0 seconds'],
    [30_000, '30 seconds'],
    [60_000, '1 minute'],
    [10_400_000, '3 hours'],
    [400 * 86_400_000, '400 days'],
  ])('%d ms last %s', (milliseconds, text) => {
    expect(en.duration(milliseconds)).toBe(text);
  });
});

it('parseTime reads nothing out of garbage', () => {
  expect([parseTime(null), parseTime(''), parseTime('x'.repeat(100_000))]).toEqual([null, null, null]);
});
