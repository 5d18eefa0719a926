import { expect, test } from 'vitest';
import { Tally } from './tally.ts';
import { readVitestReport } from './vitest-report.ts';

test('the last line counts all stages, and what did not run is named', () => {
  const tally = new Tally();
  tally.add({ passed: 3, failed: [], skipped: [] });
  tally.add({ passed: 2, failed: ['lint'], skipped: ['Electron smoke run (no Electron here)'] });
  expect(tally.lines()).toEqual([
    'did not run: Electron smoke run (no Electron here)',
    'failed: lint',
    '5 passed, 1 failed',
  ]);
  expect(tally.isGreen).toBe(false);
});

test('a run in which nothing passed is not green', () => {
  expect(new Tally().isGreen).toBe(false);
});

test('a Vitest report gives passed, failed and skipped; a failure outside any test is one too', () => {
  const report = {
    success: false,
    testResults: [
      {
        name: '/x/a.test.ts',
        status: 'failed',
        assertionResults: [
          { fullName: 'a works', status: 'passed' },
          { fullName: 'a fails', status: 'failed' },
          { fullName: 'a waits', status: 'skipped' },
        ],
      },
      { name: '/x/b.test.ts', status: 'failed', assertionResults: [] },
    ],
  };
  expect(readVitestReport(JSON.stringify(report), 'unit')).toEqual({
    passed: 1,
    failed: ['unit: a fails', 'unit: /x/b.test.ts could not run'],
    skipped: ['unit: a waits'],
  });
  expect(readVitestReport(JSON.stringify({ success: false, testResults: [] }), 'unit').failed).toEqual([
    'unit: an error outside any test',
  ]);
  expect(readVitestReport('not json', 'unit').failed).toEqual(['unit: no report was written']);
});
