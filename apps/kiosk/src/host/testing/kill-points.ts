import { SeededRandom } from '@pingjia/shared/testing';
import { type CrashFailure, type CrashTally, findMissing, lossPatterns, runUntilCut } from './crash-points.ts';
import type { CrashScript } from './crash-scripts.ts';
import { CrashWorld } from './crash-world.ts';
import type { LossPattern } from './simulated-inode.ts';

/** Acts that the second start appends before the power goes. */
const actsAfterwards = [0, 5];

/**
 * Kills the program during every `step`-th system call of a script, starts it again on what it left in memory and on the
 * disk, and then lets the power go. Whatever the second start knew, presses were confirmed by: the third must find it.
 */
export async function killEverywhere(script: CrashScript, seed: number, step = 1): Promise<CrashTally> {
  const failures: CrashFailure[] = [];
  let points = 0;
  for (let call = 1; ; call += step) {
    const killed = new CrashWorld(seed);
    killed.disk.cutAt = call;
    const finished = await runUntilCut(script, killed);
    for (const acts of actsAfterwards) {
      const second = await startAgain(killed, seed, acts);
      for (const [n, lost] of lossPatterns.entries()) {
        points += 1;
        const what = await findForgotten(second, lost, seed + n);
        if (what !== null) failures.push({ script: script.name, call, lost, seed, what });
      }
    }
    if (finished) return { points, failures };
  }
}

/** The second run, having promised everything that it found and what it appended. */
async function startAgain(killed: CrashWorld, seed: number, acts: number): Promise<CrashWorld> {
  const world = new CrashWorld(seed + 1_000, 1_000_000);
  world.disk = killed.disk.copy(new SeededRandom(seed));
  for (const [epoch, seq] of killed.dropped) world.dropped.set(epoch, seq);
  const { epochs } = await world.open();
  for (const { epoch } of epochs) {
    for (const { kind, seq, hash } of await world.journal.read(epoch, 1, 1_000_000, Number.MAX_SAFE_INTEGER))
      if (kind === 'record') world.acknowledged.push({ epoch, seq, hash });
  }
  for (let n = 0; n < acts; n += 1) await world.append(2);
  return world;
}

async function findForgotten(second: CrashWorld, lost: LossPattern, seed: number): Promise<string | null> {
  const world = new CrashWorld(seed + 2_000, 2_000_000);
  world.disk = second.disk.copy(new SeededRandom(seed));
  world.disk.powerCut(lost);
  try {
    await world.open();
    // What a checkpoint spared the opening is found by the reading in the background.
    const verified = await world.journal.care.verify(async () => {});
    if (!verified.ok) return verified.error.code;
    return await findMissing(world, second);
  } catch (error) {
    return String(error);
  } finally {
    await world.journal.close();
  }
}
