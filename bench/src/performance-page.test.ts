import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { judge } from './finding.ts';
import { placeOf, replaceFigures } from './performance-page.ts';
import { plan } from './plan.ts';

const findings = [judge({ name: 'press', value: 1, unit: 'ms' })];
const taken = {
  at: new Date('2026-11-23T08:09:10Z'),
  command: 'npm run bench',
  machine: '2 × Processor, 8 GB',
  load: [0.25, 1.5],
} as const;
const page = 'before\n\n<!-- figures: press -->\n\nold\n\n<!-- end -->\n\nafter\n';

describe('replaceFigures', () => {
  test('only what lies between the marks is exchanged, however often', () => {
    const expected = [
      'before',
      '',
      '<!-- figures: press -->',
      '',
      '2026-11-23 08:09 UTC, `npm run bench`, load 0.3 before and 1.5 after; 2 × Processor, 8 GB.',
      '',
      '| what  | measured | floor | ratio | goal |     |',
      '| ----- | -------- | ----- | ----- | ---- | --- |',
      '| press | 1 ms     |       |       |      |     |',
      '',
      '<!-- end -->',
      '',
      'after',
      '',
    ].join('\n');
    const once = replaceFigures(page, 'press', findings, taken);
    expect(once).toBe(expected);
    expect(replaceFigures(once, 'press', findings, taken)).toBe(expected);
  });

  test('a page without the place is refused, and so is one whose place does not end', () => {
    expect(() => replaceFigures(page, 'pres', findings, taken)).toThrow('"pres"');
    expect(() => replaceFigures('<!-- figures: press -->\n', 'press', findings, taken)).toThrow('"press"');
  });

  test('docs/performance.md has a place for every benchmark, and for every long one', () => {
    const real = readFileSync(new URL('../../docs/performance.md', import.meta.url), 'utf8');
    const places = plan.flatMap(({ name, long }) => [placeOf(name, false), ...(long ? [placeOf(name, true)] : [])]);
    const filled = places.map((place) => replaceFigures(real, place, findings, taken));
    expect(new Set([real, ...filled]).size).toBe(places.length + 1);
  });
});
