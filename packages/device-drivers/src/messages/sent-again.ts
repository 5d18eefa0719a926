import { createHash } from 'node:crypto';
import type { Clock } from '@pingjia/shared';
import type { PressName } from '../pad-driver.ts';

/** Milliseconds after a result was last heard within which the same bytes are the same press. */
export const sentAgainWindow = 10_000;

/** Results that are remembered at once. */
const maxRemembered = 8;

interface Remembered {
  readonly name: PressName;
  readonly until: number;
}

/** Tells a result that a pad sent again from a second press. Of a result it keeps a digest only: its bytes are personal. */
export interface SentAgain {
  /**
   * The name under which these bytes were reported, or the one that `fresh` gives. `arm`: the arming within which that
   * holds; null where the bytes can be of one press only, as when they say its time.
   */
  nameOf(message: Uint8Array, arm: number | null, fresh: () => PressName): PressName;
  readonly remembered: number;
}

export function createSentAgain(clock: Clock): SentAgain {
  const results = new Map<string, Remembered>();

  function remember(digest: string, name: PressName): PressName {
    // At the end, so that the one that was heard longest ago is first.
    results.delete(digest);
    for (const [oldest, { until }] of results) {
      if (until <= clock.monotonic() || results.size >= maxRemembered) results.delete(oldest);
    }
    results.set(digest, { name, until: clock.monotonic() + sentAgainWindow });
    return name;
  }

  return {
    nameOf(message, arm, fresh) {
      const digest = `${arm} ${createHash('sha256').update(message).digest('base64')}`;
      const before = results.get(digest);
      const again = before !== undefined && clock.monotonic() < before.until;
      return remember(digest, again ? before.name : fresh());
    },
    get remembered() {
      return results.size;
    },
  };
}
