import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SeededRandom } from '@pingjia/shared/testing';
import type { Sizes } from '../extent.ts';
import { type Finding, judge } from '../finding.ts';
import { fillJournal, openJournal } from '../stage/fill-journal.ts';
import type { Stage } from '../stage/stage.ts';
import { median } from '../statistics.ts';

const sizes: Sizes<readonly number[]> = {
  rehearsal: [4_000],
  short: [10_000, 100_000],
  long: [10_000, 100_000, 1_000_000],
};
const rounds = 5;

/**
 * From a closed folder to a journal that takes a press, the host's memory folded: as a start finds it, and without the
 * checkpoint, reading and checking every record. The page cache is warm.
 */
export async function journalRecovery({ server, folder, extent }: Stage): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const records of sizes[extent]) {
    const journal = join(folder, `journal-${records}`);
    const random = new SeededRandom(records);
    await fillJournal(journal, server.place, records, random);
    const started: number[] = [];
    for (let round = 0; round < rounds; round += 1) started.push(await timeOpening(journal, random));
    // A short journal has none.
    await rm(join(journal, 'checkpoint.json'), { force: true });
    const whole = await timeOpening(journal, random);
    const name = `journal of ${records.toLocaleString('en')} records`;
    findings.push(
      judge({ name: `${name}: start`, value: median(started), unit: 'ms', goal: { most: 1_000 } }),
      judge({ name: `${name}: start without its checkpoint`, value: whole, unit: 'ms' }),
    );
    await rm(journal, { recursive: true });
  }
  return findings;
}

async function timeOpening(folder: string, random: SeededRandom): Promise<number> {
  const begun = performance.now();
  const journal = await openJournal(folder, random);
  const took = performance.now() - begun;
  await journal.close();
  return took;
}
