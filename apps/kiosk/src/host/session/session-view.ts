import type { SessionView } from '@pingjia/shared';
import type { SnapshotFrom } from 'xstate';
import type { sessionMachine } from './session-machine.ts';

export type SessionSnapshot = SnapshotFrom<typeof sessionMachine>;

/** What the screen shows for a snapshot at `now` (monotonic milliseconds). */
export function viewSession(snapshot: SessionSnapshot, now: number): SessionView {
  const { session, evaluation, details, deadline } = snapshot.context;
  const left = Math.max(0, (deadline ?? now) - now);
  if (session !== null && snapshot.matches('armed')) {
    const { sessionId, armedBy, context } = session;
    return { state: 'armed', sessionId, armedBy, ticket: context.ticket, itemCode: context.itemCode, left };
  }
  if (evaluation === null) return { state: 'idle' };
  const { sessionId, evaluationId, grade, changeUntil } = evaluation;
  const evaluated = { sessionId, evaluationId, grade, changeLeft: Math.max(0, changeUntil - now) };
  if (snapshot.matches({ evaluated: 'followUp' }))
    return { state: 'followUp', ...evaluated, details: [...details], left };
  return snapshot.matches({ evaluated: 'thanks' })
    ? { state: 'thanks', ...evaluated }
    : { state: 'rated', ...evaluated };
}
