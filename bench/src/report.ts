import type { Finding } from './finding.ts';

const heads = ['what', 'measured', 'floor', 'ratio', 'goal', ''] as const;

/** The findings as lines of a Markdown table, aligned for a terminal. */
export function renderTable(findings: readonly Finding[]): string {
  const rows = [heads, ...findings.map(cells)];
  const widths = heads.map((_, column) => Math.max(3, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = line(widths.map((width) => '-'.repeat(width)));
  return [line(heads), rule, ...rows.slice(1).map(line)].join('\n');
}

/** The findings as the JSON list that is kept. */
export function renderJson(findings: readonly Finding[]): string {
  return `${JSON.stringify(findings, null, 2)}\n`;
}

/** Three significant digits, none of them an exponent's. */
export function formatNumber(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 3 });
}

function cells({ name, value, unit, floor, ratio, goal, pass }: Finding): string[] {
  const amount = (of: number) => `${formatNumber(of)} ${unit}`;
  return [
    name,
    amount(value),
    floor === null ? '' : amount(floor),
    ratio === null ? '' : ratio.toFixed(2),
    goal ?? '',
    pass === null ? '' : pass ? 'met' : 'missed',
  ];
}
