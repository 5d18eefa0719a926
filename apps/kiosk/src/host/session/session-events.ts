import type { ArmedBy, Grade, PressSource, ServiceContext, SessionArmed, SessionRules } from '@pingjia/shared';

/** Identifiers for what an event may create; drawn outside, so that the machine stays pure. */
export interface FreshIds {
  readonly sessionId: string;
  readonly evaluationId: string;
}

/** What can happen to a session. `now` is monotonic time in milliseconds. */
export type SessionEvent = { readonly now: number } & (
  | {
      readonly type: 'arm';
      readonly armedBy: Exclude<ArmedBy, 'walk-up'>;
      readonly context: ServiceContext;
      readonly ids: FreshIds;
    }
  /** A pad's key or a touch that means a grade; already known to be new. */
  | {
      readonly type: 'press';
      readonly source: PressSource;
      readonly grade: Grade;
      /** Whether it may count although nobody was awaited, where the rules allow it. */
      readonly walkUp: boolean;
      /** Codes of options chosen together with the grade. */
      readonly details: readonly string[];
      readonly context: ServiceContext;
      readonly ids: FreshIds;
    }
  | { readonly type: 'change'; readonly source: PressSource; readonly grade: Grade }
  | { readonly type: 'tick'; readonly code: string; readonly ticked: boolean }
  /** Somebody is busy with the follow-up in a way that ticks nothing. */
  | { readonly type: 'stay' }
  | { readonly type: 'finish'; readonly how: 'completed' | 'skipped' }
  | { readonly type: 'cancel' }
  /** The deadline of the current state has come. */
  | { readonly type: 'deadline' }
  /** The host started again while this session waited. */
  | { readonly type: 'restore'; readonly session: SessionArmed }
  | { readonly type: 'configure'; readonly rules: SessionRules }
);

export type EventOf<T extends SessionEvent['type']> = Extract<SessionEvent, { type: T }>;
