import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { SeededRandom } from '@pingjia/shared/testing';
import type { Sizes } from '../extent.ts';
import { type Finding, judge } from '../finding.ts';
import { fillJournal } from '../stage/fill-journal.ts';
import { copyMirror, countMirror } from '../stage/mirror-store.ts';
import { Screen } from '../stage/screen.ts';
import type { Stage } from '../stage/stage.ts';

const sizes: Sizes<readonly number[]> = { rehearsal: [2_000], short: [10_000], long: [10_000, 100_000] };
/** Milliseconds between two looks at the mirror. */
const look = 100;

/**
 * A browser without a mirror opens the screen of a pad with a long journal: from navigation until IndexedDB has every
 * record. The floor writes the same documents, with the same indexes and durability, 500 in a transaction, in the same page.
 */
export async function mirrorRebuild({ server, folder, extent }: Stage): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const records of sizes[extent]) {
    const pad = join(folder, `pad-${records}`);
    await fillJournal(join(pad, 'journal'), server.place, records, new SeededRandom(records));
    let begun = 0;
    const screen = await Screen.open(pad, server, async () => void (begun = performance.now()));
    try {
      await filled(screen.page, records);
      const value = performance.now() - begun;
      const floor = await copyMirror(screen.page);
      findings.push(
        judge({ name: `mirror of ${records.toLocaleString('en')} records, rebuilt`, value, unit: 'ms', floor }),
      );
    } finally {
      await screen.close();
    }
  }
  return findings;
}

async function filled(page: Page, records: number): Promise<void> {
  while ((await countMirror(page)) < records) {
    await new Promise((resolve) => {
      setTimeout(resolve, look);
    });
  }
}
