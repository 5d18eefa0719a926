import type { Rebuilt } from './journal-source.ts';

/** How the mirror fares, for the status corner. */
export interface MirrorState {
  readonly phase: 'starting' | 'filling' | 'current' | 'unavailable';
  readonly records: number;
  readonly rebuilt: Rebuilt;
}

export const mirrorStarting: MirrorState = { phase: 'starting', records: 0, rebuilt: 'no' };
