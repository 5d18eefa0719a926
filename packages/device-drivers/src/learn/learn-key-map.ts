import { type Grade, grades as everyGrade } from '@pingjia/shared';
import type { KeyMap } from '../key-map.ts';

/** Why the last press or wait taught nothing. The same grade is asked for again. */
export type LearningRefusal =
  /** The key has taught another grade already: two buttons send one code, or the wrong one was pressed. */
  | { readonly reason: 'duplicate'; readonly key: number; readonly grade: Grade }
  /** Nobody pressed in time. */
  | { readonly reason: 'timeout' }
  /** No code a pad may send (0–255) or, once all are asked, one that no asked button sent. */
  | { readonly reason: 'foreign'; readonly key: number }
  /** Every grade was skipped. */
  | { readonly reason: 'nothing-learnt' };

export interface LearntKey {
  readonly grade: Grade;
  /** Null: skipped, the pad has no such button. */
  readonly key: number | null;
}

interface Progress {
  /** Grades asked so far, in the order asked. */
  readonly learnt: readonly LearntKey[];
  readonly refusal: LearningRefusal | null;
}

export type LearningState =
  /** Press the button for `grade`; call `timedOut` after `timeout` milliseconds without a press. */
  | (Progress & { readonly step: 'ask'; readonly grade: Grade; readonly timeout: number })
  /** All are asked: `confirm` or `restart`. `tried`: the grade of a button pressed to try it. */
  | (Progress & { readonly step: 'confirm'; readonly map: KeyMap; readonly tried: Grade | null })
  | { readonly step: 'done'; readonly map: KeyMap; readonly learnt: readonly LearntKey[] };

/** How long a button is waited for, milliseconds. */
export const learningTimeout = 20_000;

/** Learns a pad's key map by asking for one button after the other. Pure: nobody waits in it; see `LearningState`. */
export interface KeyLearning {
  readonly state: LearningState;
  /** A press, each told once: repeats of one press are the caller's to leave out. */
  press(key: number): LearningState;
  timedOut(): LearningState;
  /** The pad has no button for this grade. */
  skip(): LearningState;
  restart(): LearningState;
  /** Settles the map; refused unless at least one button was learnt. */
  confirm(): LearningState;
}

export interface KeyLearningOptions {
  /** In the order they are asked for; best to worst unless told. */
  readonly grades?: readonly Grade[];
  /** Milliseconds a button is waited for. */
  readonly timeout?: number;
}

export function createKeyLearning({
  grades = everyGrade,
  timeout = learningTimeout,
}: KeyLearningOptions = {}): KeyLearning {
  let state = next([]);

  function next(learnt: readonly LearntKey[]): LearningState {
    const grade = grades[learnt.length];
    if (grade !== undefined) return { step: 'ask', grade, timeout, learnt, refusal: null };
    return { step: 'confirm', map: mapOf(learnt), learnt, refusal: null, tried: null };
  }

  function refuse(refusal: LearningRefusal): LearningState {
    return state.step === 'done' ? state : { ...state, refusal };
  }

  function learn(key: number | null): LearningState {
    return state.step === 'ask' ? next([...state.learnt, { grade: state.grade, key }]) : state;
  }

  function heard(key: number): LearningState {
    if (state.step === 'done') return state;
    const known = state.learnt.find((other) => other.key === key);
    if (state.step === 'confirm') {
      if (known === undefined) return { ...state, tried: null, refusal: { reason: 'foreign', key } };
      return { ...state, tried: known.grade, refusal: null };
    }
    if (!Number.isInteger(key) || key < 0 || key > 255) return refuse({ reason: 'foreign', key });
    return known === undefined ? learn(key) : refuse({ reason: 'duplicate', key, grade: known.grade });
  }

  function confirmed(): LearningState {
    if (state.step !== 'confirm') return state;
    if (Object.keys(state.map).length === 0) return refuse({ reason: 'nothing-learnt' });
    return { step: 'done', map: state.map, learnt: state.learnt };
  }

  return {
    get state() {
      return state;
    },
    press: (key) => (state = heard(key)),
    timedOut: () => (state = state.step === 'ask' ? refuse({ reason: 'timeout' }) : state),
    skip: () => (state = learn(null)),
    restart: () => (state = next([])),
    confirm: () => (state = confirmed()),
  };
}

function mapOf(learnt: readonly LearntKey[]): KeyMap {
  return Object.fromEntries(learnt.flatMap(({ grade, key }) => (key === null ? [] : [[String(key), grade]])));
}
