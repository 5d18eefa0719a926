import { acceptRate } from './benchmarks/accept-rate.ts';
import { drain } from './benchmarks/drain.ts';
import { drainBadLine } from './benchmarks/drain-bad-line.ts';
import { durablePress } from './benchmarks/durable-press.ts';
import { firstPress } from './benchmarks/first-press.ts';
import { interactive } from './benchmarks/interactive.ts';
import { journalRecovery } from './benchmarks/journal-recovery.ts';
import { memory } from './benchmarks/memory.ts';
import { mirrorRebuild } from './benchmarks/mirror-rebuild.ts';
import { padEvents } from './benchmarks/pad-events.ts';
import { paintedThanks } from './benchmarks/painted-thanks.ts';
import { storm } from './benchmarks/storm.ts';
import type { Finding } from './finding.ts';
import type { Stage } from './stage/stage.ts';

export interface Benchmark {
  readonly name: string;
  readonly run: (stage: Stage) => Promise<readonly Finding[]>;
  /** Whether a long run measures more than a short one does. */
  readonly long: boolean;
}

/** In the order in which they run. */
export const benchmarks: readonly Benchmark[] = [
  { name: 'durable-press', run: durablePress, long: false },
  { name: 'pad-events', run: padEvents, long: false },
  { name: 'painted-thanks', run: paintedThanks, long: false },
  { name: 'first-press', run: firstPress, long: false },
  { name: 'interactive', run: interactive, long: false },
  { name: 'journal-recovery', run: journalRecovery, long: true },
  { name: 'mirror-rebuild', run: mirrorRebuild, long: true },
  { name: 'accept-rate', run: acceptRate, long: false },
  { name: 'drain', run: drain, long: true },
  { name: 'drain-bad-line', run: drainBadLine, long: true },
  { name: 'storm', run: storm, long: true },
  { name: 'memory', run: memory, long: true },
];
