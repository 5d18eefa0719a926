import type { RecordDraft } from '@pingjia/shared';
import { type ActorScope, createActor } from 'xstate';
import type { SessionEvent } from './session-events.ts';
import { sessionMachine } from './session-machine.ts';
import type { SessionSnapshot } from './session-view.ts';

type Scope = ActorScope<SessionSnapshot, SessionEvent>;

/** Never started: it only lends its identity to the steps. */
const actor = createActor(sessionMachine);
let journaled: RecordDraft[] = [];

/**
 * What xstate's transition() passes to the machine, made once. transition() itself makes an actor a call, which on a pad
 * under load is most of the garbage of a press, and its collection the slowest presses.
 */
const scope: Scope = {
  self: actor,
  system: actor.system,
  id: actor.id,
  sessionId: actor.sessionId,
  logger: () => {},
  defer: () => {},
  emit: () => {},
  stopChild: () => {},
  actionExecutor: ({ type, params }) => {
    if (type !== 'journal') return;
    const { draft } = params as { draft: RecordDraft | null };
    if (draft !== null) journaled.push(draft);
  },
};

/** The state after `event` and the records it calls for. Pure: nothing is done, nothing is kept. */
export function stepSession(
  snapshot: SessionSnapshot,
  event: SessionEvent,
): { next: SessionSnapshot; drafts: readonly RecordDraft[] } {
  journaled = [];
  const next = sessionMachine.transition(snapshot, event, scope);
  return { next, drafts: journaled };
}

/** Nobody there, default rules. */
export function initialSession(): SessionSnapshot {
  return actor.getSnapshot();
}
