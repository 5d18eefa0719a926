import type { Bug } from '../history/bug.ts';
import { makeWiderHistory } from '../history/wider-history.ts';
import { runHistory } from '../history/run-history.ts';
import { useHashedSignatures, useRealSignatures } from '../signatures/hashed-signatures.ts';

/** One in so many histories runs on real Ed25519. */
const realEvery = 20;

export interface SeedRange {
  readonly from: number;
  readonly count: number;
  readonly bug: Bug;
}

export interface Failure {
  readonly seed: number;
  readonly what: string;
}

export interface SeedReport {
  readonly histories: number;
  readonly acknowledged: number;
  readonly failures: readonly Failure[];
}

/** Lives through the histories of these seeds one after the other. */
export async function runSeeds({ from, count, bug }: SeedRange): Promise<SeedReport> {
  const failures: Failure[] = [];
  let acknowledged = 0;
  for (let seed = from; seed < from + count; seed += 1) {
    chooseSignatures(seed);
    const outcome = await runHistory(makeWiderHistory(seed), bug);
    acknowledged += outcome.acknowledged;
    if (outcome.failure !== null) failures.push({ seed, what: outcome.failure });
  }
  useRealSignatures();
  return { histories: count, acknowledged, failures };
}

export function chooseSignatures(seed: number): void {
  if (seed % realEvery === 0) useRealSignatures();
  else useHashedSignatures();
}
