import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Overwrites the records of these seqs in the newest epoch that has them, as a bad block does: from within the first up to within
 * the last. The host must be stopped.
 */
export async function garbleRecords(padFolder: string, from: number, to: number): Promise<void> {
  const journal = join(padFolder, 'journal');
  // With it the host would look at old records later, in the background.
  await rm(join(journal, 'checkpoint.json'), { force: true });
  const epochs = (await readdir(journal)).filter((name) => /^[0-9]+-/.test(name));
  for (const epoch of epochs.toSorted().toReversed()) {
    const folder = join(journal, epoch);
    for (const name of (await readdir(folder)).filter((one) => /^[0-9]+\.seg$/.test(one))) {
      const bytes = await readFile(join(folder, name));
      const [begin, end] = [bytes.indexOf(`"seq":${from},`), bytes.indexOf(`"seq":${to},`)];
      if (begin === -1 || end === -1) continue;
      bytes.fill(0xee, begin, end);
      await writeFile(join(folder, name), bytes);
      return;
    }
  }
  throw new Error(`no segment of this journal has the records ${from} to ${to}`);
}
