import type { Grade, SessionArmed, SessionRules } from '@pingjia/shared';

export interface OpenEvaluation {
  readonly sessionId: string;
  readonly evaluationId: string;
  readonly grade: Grade;
  /** Details that were chosen with the press itself and are on record. */
  readonly recorded: readonly string[];
  /** Until then a further key is a repeat; monotonic milliseconds. */
  readonly respondUntil: number;
  /** Until then the citizen may change their mind on the screen; monotonic milliseconds. */
  readonly changeUntil: number;
}

export interface SessionState {
  readonly rules: SessionRules;
  readonly session: SessionArmed | null;
  readonly evaluation: OpenEvaluation | null;
  /** Detail codes ticked so far. */
  readonly details: readonly string[];
  /** When the state ends by itself, monotonic milliseconds; the owner sends `deadline` then. */
  readonly deadline: number | null;
}

/** Nobody is served, nothing is open. */
export const nobody = { session: null, evaluation: null, details: [], deadline: null } satisfies Omit<
  SessionState,
  'rules'
>;
