import type { Cancel, Clock, Fault } from '@pingjia/shared';

export const padStates = ['none', 'searching', 'found', 'lost'] as const;
export type PadState = (typeof padStates)[number];

/** The pad part of the host's status. */
export interface PadStatus {
  /** `none`: not started; `searching`: not found since the start; `lost`: was found, and is looked for again. */
  readonly state: PadState;
  readonly address: string;
  /** The pad that answered last; null until one did. */
  readonly padId: string | null;
  /** Why there is no pad; null while there is one, or while none has failed yet. */
  readonly fault: Fault | null;
  /** Malformed frames since the supervisor was made. */
  readonly droppedFrames: number;
  /** Sound frames of other pads on the same line since the supervisor was made. */
  readonly ignoredFrames: number;
}

/** A noisy line is reported at most once in so many milliseconds. */
export const noiseReportInterval = 1_000;

export interface StatusKeeper {
  readonly current: PadStatus;
  /** Tells the listener when anything changed. */
  set(change: Partial<Pick<PadStatus, 'state' | 'padId' | 'fault'>>): void;
  dropped(): void;
  ignored(): void;
  stop(): void;
}

export function createStatusKeeper(address: string, clock: Clock, listener: (status: PadStatus) => void): StatusKeeper {
  let current: PadStatus = { state: 'none', address, padId: null, fault: null, droppedFrames: 0, ignoredFrames: 0 };
  let cancel: Cancel | undefined;

  function count(which: 'droppedFrames' | 'ignoredFrames'): void {
    current = { ...current, [which]: current[which] + 1 };
    cancel ??= clock.after(noiseReportInterval, () => {
      cancel = undefined;
      listener(current);
    });
  }

  return {
    get current() {
      return current;
    },
    set(change) {
      const next = { ...current, ...change };
      const same =
        next.state === current.state &&
        next.padId === current.padId &&
        next.fault?.code === current.fault?.code &&
        next.fault?.detail === current.fault?.detail;
      current = next;
      if (!same) listener(current);
    },
    dropped: () => count('droppedFrames'),
    ignored: () => count('ignoredFrames'),
    stop() {
      cancel?.();
      cancel = undefined;
    },
  };
}
