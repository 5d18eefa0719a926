import type { Rebuilt } from './journal-source.ts';
import type { SessionEnd } from './mirror-session.ts';

/** Milliseconds until a mirror that failed is tried again. */
export const retryAfter = 30_000;
/** Milliseconds until a copy that could not be opened is tried once more before it is replaced. */
export const retrySoon = 2_000;
/** Failures in a row after which a copy that can be opened is given up. */
const patience = 2;

/** How one life of the mirror ended: `unopened` before it began, otherwise as its session did. */
export type LifeEnd = Exclude<SessionEnd, 'stopped'> | 'unopened';

export interface NextLife {
  /** Why the next life begins on a new copy; `no` for the copy in use. */
  readonly rebuilt: Rebuilt;
  /** Failures in a row. */
  readonly failures: number;
  /** Milliseconds until then. */
  readonly wait: number;
}

/** The first life of a page. */
export const firstLife: NextLife = { rebuilt: 'no', failures: 0, wait: 0 };

/**
 * What follows when `last` ended so. `filled`: it had everything the journal had. `beside`: a new copy can be opened while the one
 * in use is still there, so that trying costs nothing; where it cannot, an early try on a full disk would lose both.
 */
export function nextLife(last: NextLife, end: LifeEnd, filled: boolean, beside: boolean): NextLife {
  const again = last.rebuilt !== 'no';
  const failures = last.failures + 1;
  switch (end) {
    case 'gone':
    case 'short':
    case 'different':
      // A fresh copy that is wrong again would be rebuilt for ever without a breath.
      return { rebuilt: end, failures: 0, wait: again && !filled ? retryAfter : 0 };
    case 'unopened':
      // No new copy either: it is not this copy's fault, and it may open once the disk has room.
      if (beside && again) return { rebuilt: 'no', failures: 0, wait: retryAfter };
      if (beside && failures > 1) return { rebuilt: 'gone', failures, wait: 0 };
      if (beside) return { rebuilt: 'no', failures, wait: retrySoon };
      break;
    case 'broken':
  }
  return { rebuilt: failures > patience ? 'gone' : 'no', failures, wait: retryAfter };
}
