import { parseJson } from '@pingjia/shared';
import type { Outcome } from './tally.ts';

interface Report {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** Reads Vitest's JSON report; errors outside any test count as failures. */
export function readVitestReport(text: string, stage: string): Outcome {
  const report = parseJson(text) as Report | undefined;
  if (report === undefined) return { passed: 0, failed: [`${stage}: no report was written`], skipped: [] };
  const tests = report.testResults.flatMap(({ assertionResults }) => assertionResults);
  const named = (status: (status: string) => boolean) =>
    tests.filter((test) => status(test.status)).map(({ fullName }) => `${stage}: ${fullName.trim()}`);
  const failed = [
    ...named((status) => status === 'failed'),
    ...report.testResults
      .filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)
      .map(({ name }) => `${stage}: ${name} could not run`),
  ];
  if (!report.success && failed.length === 0) failed.push(`${stage}: an error outside any test`);
  return {
    passed: named((status) => status === 'passed').length,
    failed,
    skipped: named((status) => status !== 'passed' && status !== 'failed'),
  };
}
