import type { DeviceConfiguration, Fault, Grade, HostStatus, LearningView, SessionView } from '@pingjia/shared';
import type { PushedMessage } from '../bridge/bridge-client.ts';

/** A view as it arrived; `at` is the monotonic time of arrival, from which its durations count. */
export interface ShownView {
  readonly view: SessionView;
  readonly revision: number;
  readonly staffId: string | null;
  readonly at: number;
}

/** A lesson as it arrived; `at` is the monotonic time of arrival. */
export interface ShownLearning {
  readonly view: LearningView;
  readonly at: number;
}

/** A touch that the host has not answered yet. */
export interface PendingPress {
  readonly method: 'rate' | 'change';
  readonly pressId: string;
  readonly grade: Grade;
  /** The session it was meant for: it never counts for another one. */
  readonly sessionId: string;
}

/** Everything the screens are a function of. */
export interface ScreenState {
  readonly link: 'starting' | 'open' | 'mending' | 'lost' | 'refused';
  /** Why the host refused this screen. */
  readonly refusal: Fault | null;
  readonly shown: ShownView | null;
  readonly configuration: DeviceConfiguration | null;
  readonly status: HostStatus | null;
  /** A pad's keys are being learnt. */
  readonly learning: ShownLearning | null;
  readonly pending: PendingPress | null;
  /** Messages that did not fit the contract, since the page was loaded. */
  readonly misheard: number;
}

export const initialState: ScreenState = {
  link: 'starting',
  refusal: null,
  shown: null,
  configuration: null,
  status: null,
  learning: null,
  pending: null,
  misheard: 0,
};

/** What the host tells and a screen shows. */
type Told = Exclude<PushedMessage, { type: 'appended' }>;

export type ScreenEvent =
  | { readonly type: 'welcomed' | 'broken' | 'given-up' | 'answered' | 'misheard' }
  | { readonly type: 'refused'; readonly fault: Fault }
  | { readonly type: 'pressed'; readonly press: PendingPress }
  | { readonly type: 'heard'; readonly message: Told; readonly at: number };

/** The next state; unknown or late events change nothing. */
export function reduce(state: ScreenState, event: ScreenEvent): ScreenState {
  switch (event.type) {
    case 'welcomed':
      return { ...state, refusal: null, link: state.link === 'refused' ? 'lost' : state.link };
    case 'broken':
      return state.link === 'open' ? { ...state, link: 'mending' } : { ...state, link: afterBreak[state.link] };
    case 'given-up':
      return state.link === 'mending' ? { ...state, link: 'lost', shown: null } : state;
    case 'answered':
      return { ...state, pending: null };
    case 'misheard':
      return { ...state, misheard: state.misheard + 1 };
    case 'refused':
      return { ...state, link: 'refused', refusal: event.fault, shown: null };
    case 'pressed':
      return { ...state, pending: event.press };
    case 'heard':
      return hear(state, event.message, event.at);
  }
}

const afterBreak = { starting: 'starting', mending: 'mending', lost: 'lost', refused: 'lost' } as const;

function hear(state: ScreenState, message: Told, at: number): ScreenState {
  switch (message.type) {
    case 'view': {
      const { view, revision, staffId } = message;
      const shown = { view, revision, staffId, at };
      return { ...state, link: 'open', shown, pending: isAbout(state.pending, view) ? state.pending : null };
    }
    case 'configuration':
      return { ...state, configuration: message.configuration };
    case 'status':
      return { ...state, status: message.status };
    case 'learning':
      return { ...state, learning: message.learning === null ? null : { view: message.learning, at } };
  }
}

/** Whether the touch still belongs to what the host is doing. */
export function isAbout(press: PendingPress | null, view: SessionView): boolean {
  return press !== null && 'sessionId' in view && view.sessionId === press.sessionId;
}
