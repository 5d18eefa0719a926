import type { RandomSource } from '@pingjia/shared';

/** When one run's power goes, and how hard the pad is pressed until then. */
export interface RunPlan {
  /** Presses on their way at once. */
  readonly depth: number;
  /** `starting`: while the guest reads its disk. `pressing`: after so many presses were acknowledged. */
  readonly during: 'starting' | 'pressing';
  readonly presses: number;
  /** From then on: so many writes reach the disk, and the next moment is the cut; null: a pause decides. */
  readonly writes: number | null;
  /** Milliseconds. */
  readonly pause: number;
}

const limits = { presses: 250, depth: 16, writes: 12, pause: 120, startingPause: 1_500 } as const;
const shares = { starting: 0.1, atWrite: 0.7 } as const;

/** A plan at random. Most cuts hit the disk between a write and its flush, some any moment at all, some the start. */
export function drawRunPlan(random: RandomSource): RunPlan {
  const below = (limit: number) => Math.floor(random.fraction() * limit);
  const during = random.fraction() < shares.starting ? 'starting' : 'pressing';
  const atWrite = during === 'pressing' && random.fraction() < shares.atWrite;
  return {
    depth: 1 + below(limits.depth),
    during,
    presses: below(limits.presses),
    writes: atWrite ? 1 + below(limits.writes) : null,
    pause: random.fraction() * (during === 'starting' ? limits.startingPause : limits.pause),
  };
}
