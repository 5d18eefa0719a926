import type { Clock, SessionView } from '@pingjia/shared';
import { useEffect, useRef } from 'react';

/** How long the corner stays open untouched, milliseconds: whoever left it open, the next person finds it closed. */
export const lapseAfter = 120_000;

const signsOfLife = ['pointerdown', 'keydown', 'wheel'] as const;

export interface LapseOptions {
  readonly isOpen: boolean;
  /** What the technician waits for is under way: the corner stays as it is. */
  readonly isBusy: boolean;
  readonly view: SessionView | null;
  readonly clock: Clock;
  readonly onLapse: () => void;
}

/** Calls `onLapse` once a citizen is to see the screen, or nobody has touched the open corner for `lapseAfter`. */
export function useLapse({ isOpen, isBusy, view, clock, onLapse }: LapseOptions): void {
  const moment = momentOf(view);
  /** A session that was there when the corner was opened does not close it. */
  const known = useRef(moment);

  useEffect(() => {
    if (!isOpen) known.current = moment;
    else if (!isBusy && moment !== null && moment !== known.current) onLapse();
  }, [isOpen, isBusy, moment, onLapse]);

  useEffect(() => {
    if (!isOpen || isBusy) return;
    let cancel = clock.after(lapseAfter, onLapse);
    const stay = () => {
      cancel();
      cancel = clock.after(lapseAfter, onLapse);
    };
    for (const sign of signsOfLife) window.addEventListener(sign, stay, true);
    return () => {
      cancel();
      for (const sign of signsOfLife) window.removeEventListener(sign, stay, true);
    };
  }, [isOpen, isBusy, clock, onLapse]);
}

/** What a citizen began or did; null where there is none. Follow-up and thanks are of the same moment as their grade. */
function momentOf(view: SessionView | null): string | null {
  if (view === null || !('sessionId' in view)) return null;
  return 'evaluationId' in view ? `${view.evaluationId} ${view.grade}` : view.sessionId;
}
