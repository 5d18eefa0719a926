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
import type { BenchmarkName } from './plan.ts';
import type { Stage } from './stage/stage.ts';

export const benchmarks: Readonly<Record<BenchmarkName, (stage: Stage) => Promise<readonly Finding[]>>> = {
  'durable-press': durablePress,
  'pad-events': padEvents,
  'painted-thanks': paintedThanks,
  'first-press': firstPress,
  interactive: interactive,
  'journal-recovery': journalRecovery,
  'mirror-rebuild': mirrorRebuild,
  'accept-rate': acceptRate,
  drain: drain,
  'drain-bad-line': drainBadLine,
  storm: storm,
  memory: memory,
};
