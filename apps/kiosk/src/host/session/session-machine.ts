import { defaultSessionRules, type RecordDraft, type SessionArmed } from '@pingjia/shared';
import { assign, setup } from 'xstate';
import type { EventOf, SessionEvent } from './session-events.ts';
import {
  armed,
  changed,
  chosenDetails,
  evaluated,
  followUpClosed,
  followUpFinished,
  notEvaluated,
  repeated,
  stray,
  withdrawnDetails,
} from './session-records.ts';
import { nobody, type OpenEvaluation, type SessionState } from './session-state.ts';

/**
 * One window's session: idle → armed → rated → follow-up → thanks → idle. Pure: it is stepped with xstate's transition(),
 * and what is to be journaled comes out as `journal` actions. The owner adopts the next state only when those are durable.
 */
export const sessionMachine = setup({
  types: {
    context: {} as SessionState,
    events: {} as SessionEvent,
  },
  actions: {
    /** Interpreted by the owner: these records, in this order, in one append. */
    journal: (..._interpretedByTheOwner: [unknown, { readonly draft: RecordDraft | null }]) => {},
    arm: assign(({ context, event }) => {
      const { armedBy, context: service, ids, now } = event as EventOf<'arm'>;
      const session: SessionArmed = { sessionId: ids.sessionId, armedBy, context: service };
      return { ...nobody, session, deadline: now + context.rules.times.armed };
    }),
    restore: assign(({ context, event }) => {
      const { session, now } = event as EventOf<'restore'>;
      return { ...nobody, session, deadline: now + context.rules.times.armed };
    }),
    rate: assign(({ context, event }) => {
      const { grade, ids, details, now } = event as EventOf<'press'>;
      const { times } = context.rules;
      const evaluation: OpenEvaluation = {
        sessionId: context.session?.sessionId ?? ids.sessionId,
        evaluationId: ids.evaluationId,
        grade,
        recorded: details,
        respondUntil: now + times.response,
        changeUntil: now + times.change,
      };
      return { ...nobody, evaluation, details, deadline: now + times.rated };
    }),
    change: assign(({ context, event }) => {
      const { grade, now } = event as EventOf<'change'>;
      const evaluation = context.evaluation === null ? null : { ...context.evaluation, grade, recorded: [] };
      return { evaluation, details: [], deadline: now + context.rules.times.rated };
    }),
    tick: assign(({ context, event }) => {
      const { code, ticked, now } = event as EventOf<'tick'>;
      const others = context.details.filter((detail) => detail !== code);
      return { details: ticked ? [...others, code] : others, deadline: now + context.rules.times.followUp };
    }),
    configure: assign(({ event }) => ({ rules: (event as EventOf<'configure'>).rules })),
    awaitFollowUp: assign(({ context, event }) => ({ deadline: event.now + context.rules.times.followUp })),
    awaitThanks: assign(({ context, event }) => ({ deadline: event.now + context.rules.times.thanks })),
    close: assign(() => nobody),
  },
  guards: {
    walkUp: ({ context, event }) => context.rules.idlePress === 'walk-up' && (event as EventOf<'press'>).walkUp,
    /** From a pad that anyone may imitate: it may neither count nor disturb who is being served. */
    untrusted: ({ event }) => !(event as EventOf<'press'>).walkUp,
    repeated: ({ context, event }) => event.now < (context.evaluation?.respondUntil ?? 0),
    changeable: ({ context, event }) =>
      event.now < (context.evaluation?.changeUntil ?? 0) &&
      (event as EventOf<'change'>).grade !== context.evaluation?.grade,
    followUpWanted: ({ context }) => context.rules.followUp,
  },
}).createMachine({
  id: 'session',
  initial: 'idle',
  // Not from an input: transition() makes this anew at every step, without one. The owner configures the rules first.
  context: { ...nobody, rules: defaultSessionRules },
  on: { configure: { actions: 'configure' } },
  states: {
    idle: {
      on: {
        arm: { target: 'armed', actions: [{ type: 'journal', params: armed }, 'arm'] },
        restore: { target: 'armed', actions: 'restore' },
        press: [
          {
            guard: 'walkUp',
            target: 'evaluated',
            actions: [{ type: 'journal', params: evaluated }, { type: 'journal', params: chosenDetails }, 'rate'],
          },
          { actions: { type: 'journal', params: stray('not-armed') } },
        ],
      },
    },
    armed: {
      on: {
        arm: {
          target: 'armed',
          reenter: true,
          actions: [{ type: 'journal', params: notEvaluated('superseded') }, { type: 'journal', params: armed }, 'arm'],
        },
        press: {
          target: 'evaluated',
          actions: [{ type: 'journal', params: evaluated }, { type: 'journal', params: chosenDetails }, 'rate'],
        },
        cancel: { target: 'idle', actions: [{ type: 'journal', params: notEvaluated('cancelled') }, 'close'] },
        deadline: { target: 'idle', actions: [{ type: 'journal', params: notEvaluated('timeout') }, 'close'] },
      },
    },
    evaluated: {
      initial: 'rated',
      on: {
        arm: { target: 'armed', actions: [{ type: 'journal', params: armed }, 'arm'] },
        press: [
          { guard: 'untrusted', actions: { type: 'journal', params: stray('already-rated') } },
          { guard: 'repeated', actions: { type: 'journal', params: repeated } },
          {
            guard: 'walkUp',
            target: 'evaluated',
            reenter: true,
            actions: [
              'close',
              { type: 'journal', params: evaluated },
              { type: 'journal', params: chosenDetails },
              'rate',
            ],
          },
          { target: 'idle', actions: [{ type: 'journal', params: stray('not-armed') }, 'close'] },
        ],
        change: {
          guard: 'changeable',
          target: '.rated',
          actions: [{ type: 'journal', params: changed }, { type: 'journal', params: withdrawnDetails }, 'change'],
        },
      },
      states: {
        rated: {
          on: {
            deadline: [
              { guard: 'followUpWanted', target: 'followUp', actions: 'awaitFollowUp' },
              { target: 'thanks', actions: 'awaitThanks' },
            ],
          },
        },
        followUp: {
          on: {
            tick: { actions: 'tick' },
            stay: { actions: 'awaitFollowUp' },
            finish: {
              target: 'thanks',
              actions: [{ type: 'journal', params: followUpFinished }, 'awaitThanks'],
            },
            deadline: {
              target: '#session.idle',
              actions: [{ type: 'journal', params: followUpClosed('timeout') }, 'close'],
            },
            // The next citizen is here: what was ticked stands, then the press or the arming is taken as if idle.
            arm: {
              target: '#session.armed',
              actions: [
                { type: 'journal', params: followUpClosed('next-citizen') },
                { type: 'journal', params: armed },
                'arm',
              ],
            },
            press: [
              { guard: 'untrusted', actions: { type: 'journal', params: stray('already-rated') } },
              { guard: 'repeated', actions: { type: 'journal', params: repeated } },
              {
                guard: 'walkUp',
                target: '#session.evaluated',
                reenter: true,
                actions: [
                  { type: 'journal', params: followUpClosed('next-citizen') },
                  'close',
                  { type: 'journal', params: evaluated },
                  { type: 'journal', params: chosenDetails },
                  'rate',
                ],
              },
              {
                target: '#session.idle',
                actions: [
                  { type: 'journal', params: followUpClosed('next-citizen') },
                  { type: 'journal', params: stray('not-armed') },
                  'close',
                ],
              },
            ],
          },
        },
        thanks: { on: { deadline: { target: '#session.idle', actions: 'close' } } },
      },
    },
  },
});
