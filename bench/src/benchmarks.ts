import { acceptRate } from './benchmarks/accept-rate.ts';
import { drain } from './benchmarks/drain.ts';
import { durablePress } from './benchmarks/durable-press.ts';
import { firstPress } from './benchmarks/first-press.ts';
import { paintedThanks } from './benchmarks/painted-thanks.ts';
import type { Finding } from './finding.ts';
import type { Stage } from './stage/stage.ts';

export interface Benchmark {
  readonly name: string;
  readonly run: (stage: Stage) => Promise<readonly Finding[]>;
}

/** In the order in which they run. */
export const benchmarks: readonly Benchmark[] = [
  { name: 'durable-press', run: durablePress },
  { name: 'painted-thanks', run: paintedThanks },
  { name: 'first-press', run: firstPress },
  { name: 'accept-rate', run: acceptRate },
  { name: 'drain', run: drain },
];
