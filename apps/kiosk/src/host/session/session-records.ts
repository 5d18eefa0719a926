import type { FollowUpClosed, PressStray, RecordDraft, SessionTimedOut } from '@pingjia/shared';
import type { EventOf, SessionEvent } from './session-events.ts';
import type { OpenEvaluation, SessionState } from './session-state.ts';

/** What a transition knows when its records are made: the state before it, and the event. */
interface Step {
  readonly context: SessionState;
  readonly event: SessionEvent;
}

interface Journaled {
  /** Null: there is nothing to write. */
  readonly draft: RecordDraft | null;
}

export function armed({ event }: Step): Journaled {
  const { ids, armedBy, context } = event as EventOf<'arm'>;
  return { draft: { type: 'session-armed', data: { sessionId: ids.sessionId, armedBy, context } } };
}

export function notEvaluated(reason: SessionTimedOut['reason']) {
  return ({ context }: Step): Journaled => ({
    draft: { type: 'session-timed-out', data: { sessionId: open(context.session).sessionId, reason } },
  });
}

/** The press and its evaluation, one record. What the session was armed with counts, not what changed since. */
export function evaluated({ context: { session }, event }: Step): Journaled {
  const { ids, grade, source, context } = event as EventOf<'press'>;
  return {
    draft: {
      type: 'evaluation',
      data: {
        evaluationId: ids.evaluationId,
        sessionId: session?.sessionId ?? ids.sessionId,
        grade,
        channel: 'window-pad',
        armedBy: session?.armedBy ?? 'walk-up',
        source,
        context: session?.context ?? context,
      },
    },
  };
}

export function repeated({ context, event }: Step): Journaled {
  const { grade, source } = event as EventOf<'press'>;
  return { draft: { type: 'press-repeated', data: { sessionId: evaluationOf(context).sessionId, grade, source } } };
}

/** What was chosen on the pad together with the grade, as if on the screen. */
export function chosenDetails({ event }: Step): Journaled {
  const { ids, details } = event as EventOf<'press'>;
  const { evaluationId } = ids;
  const data = { evaluationId, details: [...details], how: 'completed' as const };
  return { draft: details.length === 0 ? null : { type: 'follow-up-closed', data } };
}

/** Details on record belong to the grade that is being changed. */
export function withdrawnDetails({ context }: Step): Journaled {
  const { recorded, evaluationId } = evaluationOf(context);
  const data = { evaluationId, details: [], how: 'skipped' as const };
  return { draft: recorded.length === 0 ? null : { type: 'follow-up-closed', data } };
}

export function stray(reason: PressStray['reason']) {
  return ({ event }: Step): Journaled => {
    const { grade, source } = event as EventOf<'press'>;
    return { draft: { type: 'press-stray', data: { grade, source, reason } } };
  };
}

export function changed({ context, event }: Step): Journaled {
  const { evaluationId, grade: from } = evaluationOf(context);
  const { grade: to, source } = event as EventOf<'change'>;
  return { draft: { type: 'evaluation-changed', data: { evaluationId, from, to, source } } };
}

export function followUpFinished({ context, event }: Step): Journaled {
  const { how } = event as EventOf<'finish'>;
  return { draft: closing(context, how === 'skipped' ? [] : context.details, how) };
}

export function followUpClosed(how: FollowUpClosed['how']) {
  return ({ context }: Step): Journaled => ({ draft: closing(context, context.details, how) });
}

function closing(state: SessionState, details: readonly string[], how: FollowUpClosed['how']): RecordDraft {
  return {
    type: 'follow-up-closed',
    data: { evaluationId: evaluationOf(state).evaluationId, details: [...details], how },
  };
}

function evaluationOf({ evaluation }: SessionState): OpenEvaluation {
  return open(evaluation);
}

function open<T>(value: T | null): T {
  if (value === null) throw new Error('the session machine left a state without what belongs to it');
  return value;
}
