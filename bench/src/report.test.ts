import { describe, expect, test } from 'vitest';
import { judge } from './finding.ts';
import { formatNumber, renderJson, renderTable } from './report.ts';

const findings = [
  judge({ name: 'press, p99', value: 1.2345, unit: 'ms', floor: 1, goal: { mostOfFloor: 1.5 } }),
  judge({ name: 'rate', value: 12_345.6, unit: 'records/s', floor: 40_000, goal: { leastOfFloor: 0.6 } }),
  judge({ name: 'alone', value: 0.5, unit: 's' }),
];

describe('report', () => {
  test('the table is Markdown with columns of one width', () => {
    expect(renderTable(findings).split('\n')).toEqual([
      '| what       | measured         | floor            | ratio | goal          |        |',
      '| ---------- | ---------------- | ---------------- | ----- | ------------- | ------ |',
      '| press, p99 | 1.23 ms          | 1 ms             | 1.23  | ≤ 1.5 × floor | met    |',
      '| rate       | 12,300 records/s | 40,000 records/s | 0.31  | ≥ 0.6 × floor | missed |',
      '| alone      | 0.5 s            |                  |       |               |        |',
    ]);
  });

  test('the JSON keeps every digit and every field', () => {
    expect(JSON.parse(renderJson(findings))).toEqual(findings);
    expect(Object.keys(JSON.parse(renderJson(findings))[2])).toEqual([
      'name',
      'value',
      'unit',
      'floor',
      'ratio',
      'goal',
      'pass',
    ]);
  });

  test('numbers never turn into exponents', () => {
    expect([0, 0.000_123_4, 999.9, 1_234_567].map(formatNumber)).toEqual(['0', '0.000123', '1,000', '1,230,000']);
  });
});
