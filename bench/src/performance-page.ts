import type { Finding } from './finding.ts';
import { renderTable } from './report.ts';

/** How a benchmark's figures came about. */
export interface Taken {
  readonly at: Date;
  readonly command: string;
  readonly machine: string;
  /** Load averages when it began and when it ended. */
  readonly load: readonly [number, number];
}

/** Names the place of a benchmark's figures in the page. */
export function placeOf(benchmark: string, long: boolean): string {
  return long ? `${benchmark} long` : benchmark;
}

/** `page` with the figures between `<!-- figures: <place> -->` and `<!-- end -->` exchanged. Throws without such a place. */
export function replaceFigures(page: string, place: string, findings: readonly Finding[], taken: Taken): string {
  const begin = `<!-- figures: ${place} -->\n`;
  const from = page.indexOf(begin);
  const to = page.indexOf('<!-- end -->', from);
  if (from < 0 || to < 0) throw new Error(`the page has no place for the figures of "${place}"`);
  return `${page.slice(0, from + begin.length)}\n${caption(taken)}\n\n${renderTable(findings)}\n\n${page.slice(to)}`;
}

function caption({ at, command, machine, load: [before, after] }: Taken): string {
  const when = `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `${when}, \`${command}\`, load ${before.toFixed(1)} before and ${after.toFixed(1)} after; ${machine}.`;
}
