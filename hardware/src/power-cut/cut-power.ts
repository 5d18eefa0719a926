import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RandomSource } from '@pingjia/shared';
import { createVolatileDisk } from '../disk/volatile-disk.ts';
import type { GuestImage } from '../image/build-guest-image.ts';
import { emptyDataDisk } from './data-disk.ts';
import { Promises } from './promises.ts';
import { drawRunPlan } from './run-plan.ts';
import { runUntilCut } from './run-until-cut.ts';

/** What a number of cuts came to. */
export interface CutTally {
  /** Cuts after which another start found every promise kept. */
  readonly good: number;
  /** What did not hold, a sentence for each cut. */
  readonly broken: readonly string[];
  readonly acknowledged: number;
  readonly sectorsLost: number;
  readonly sectorsKept: number;
  /** Cuts while the guest was still reading its disk after the cut before. */
  readonly during: number;
}

export interface HistoryOptions {
  readonly image: GuestImage;
  readonly cuts: number;
  readonly random: RandomSource;
  readonly forgetful: boolean;
  /** A line about each cut. */
  readonly report: (line: string) => void;
}

/** Cuts that one disk lives through: reading its journal at each start must not come to take longer than the rest. */
const cutsPerDisk = 10;

/** Cuts the power so many times, on new disks now and then, and looks after each at what is left. */
export async function cutPower({ image, cuts, random, forgetful, report }: HistoryOptions): Promise<CutTally> {
  const folder = mkdtempSync(join(tmpdir(), 'pingjia-power-'));
  const tally = { good: 0, broken: [] as string[], acknowledged: 0, sectorsLost: 0, sectorsKept: 0, during: 0 };
  try {
    while (tally.good + tally.broken.length < cuts) {
      await oneDisk(Math.min(cutsPerDisk, cuts - tally.good - tally.broken.length));
    }
    return tally;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }

  /** One start more than cuts: the last one only looks. */
  async function oneDisk(lives: number): Promise<void> {
    const disk = createVolatileDisk(emptyDataDisk());
    const promises = new Promises();
    let unseen = 0;
    let sentences: readonly string[] = [];
    for (let run = 0; run <= lives && sentences.length === 0; run += 1) {
      const before = disk.platter();
      const onlyLook = run === lives;
      let hasLooked = false;
      const loss = await runUntilCut({
        image,
        disk,
        folder,
        number: run,
        plan: onlyLook ? null : drawRunPlan(random),
        random,
        forgetful,
        acknowledged: (pad, count) => promises.note(pad, count),
        found(finding) {
          hasLooked = true;
          sentences = promises.broken(finding);
          if (sentences.length > 0) {
            tally.broken.push(sentences.join('; '));
            report(`broken: ${sentences.join('; ')}. The disk as it was found: ${keep(before)}`);
            return;
          }
          tally.good += unseen;
          unseen = 0;
          if (run > 0)
            report(`${tally.good} cuts survived; ${finding.records} records whole after ${run} cuts of this disk`);
        },
      });
      if (onlyLook) break;
      if (!hasLooked) tally.during += 1;
      unseen += 1;
      tally.sectorsLost += loss.lost;
      tally.sectorsKept += loss.kept;
    }
    tally.acknowledged += promises.acknowledged;
  }
}

function keep(platter: Buffer): string {
  const file = join(mkdtempSync(join(tmpdir(), 'pingjia-evidence-')), 'data.img');
  writeFileSync(file, platter);
  return file;
}
