import { createKeyLearning, type KeyMap, type LearningState } from '@pingjia/device-drivers';
import {
  type Cancel,
  type Clock,
  err,
  fault,
  type LearningStep,
  type LearningView,
  ok,
  type PadPress,
  type PressRefused,
  pressKey,
  type Result,
} from '@pingjia/shared';
import type { HostPad } from './host-pad.ts';

/** A lesson in which nothing was pressed or touched for so many milliseconds is given up: its pad would stay deaf. */
export const lessonPatience = 120_000;

/** Presses remembered: far more than a pad can have unanswered at once. */
const remembered = 256;

export interface KeyLessonOptions {
  readonly pad: HostPad;
  readonly padId: string;
  readonly clock: Clock;
  /** Keeps the map for good; the lesson goes on where that fails. */
  readonly keep: (map: KeyMap) => Promise<Result<void>>;
  readonly onChange: () => void;
  /** The last event: the pad's presses count again. */
  readonly onEnd: () => void;
}

/** One pad's keys being learnt: presses teach instead of counting, and every press is told to nobody else. */
export class KeyLesson {
  readonly padId: string;
  readonly pad: HostPad;
  readonly #options: KeyLessonOptions;
  readonly #learning = createKeyLearning();
  /** Presses heard already, and what they were refused as: a pad repeats them until they are on disk. */
  readonly #heard = new Map<string, PressRefused['reason']>();
  #cancelQuestion: Cancel = () => {};
  #cancelPatience: Cancel = () => {};
  #askedUntil = 0;
  #over = false;
  #keeping: Promise<Result<void>> | null = null;

  constructor(options: KeyLessonOptions) {
    this.#options = options;
    this.padId = options.padId;
    this.pad = options.pad;
  }

  begin(): void {
    this.#touched();
  }

  view(): LearningView {
    const { state } = this.#learning;
    const left = Math.max(0, this.#askedUntil - this.#options.clock.monotonic());
    const { padId } = this;
    if (state.step === 'done') return { padId, asked: null, heard: state.map, refusal: null, tried: null, left: 0 };
    const heard = state.learnt.flatMap(({ key, grade }) => (key === null ? [] : [[String(key), grade] as const]));
    return {
      padId,
      asked: state.step === 'ask' ? state.grade : null,
      heard: Object.fromEntries(heard),
      refusal: state.refusal,
      tried: state.step === 'confirm' ? state.tried : null,
      left: state.step === 'ask' ? left : 0,
    };
  }

  /** The reason a press was refused for already; null for one that is new. Good also after the lesson. */
  heardAs(source: PadPress): PressRefused['reason'] | null {
    return this.#heard.get(pressKey(source)) ?? null;
  }

  /** The pad came back and knows nothing of what it was asked. */
  repeat(): void {
    this.#ask();
  }

  /** Takes a press of this pad; gives the reason under which it is journaled as refused. */
  hear(source: PadPress): PressRefused['reason'] {
    const known = this.heardAs(source);
    if (known !== null) return known;
    const { step: asked } = this.#learning.state;
    const state = this.#learning.press(source.key);
    const isConflict = asked === 'ask' && state.step !== 'done' && state.refusal?.reason === 'duplicate';
    const reason = isConflict ? 'conflicting-key' : 'learning';
    this.#heard.set(pressKey(source), reason);
    for (const oldest of this.#heard.keys()) if (this.#heard.size > remembered) this.#heard.delete(oldest);
    this.#touched();
    return reason;
  }

  /** Errors: those of keeping the map; REQUEST_INVALID for what the lesson has not come to. */
  async take(step: LearningStep): Promise<Result<void>> {
    if (this.#over) return err(fault('NOT_FOUND', 'learning'));
    switch (step) {
      case 'cancel':
        this.end();
        return ok();
      case 'skip':
        this.#learning.skip();
        break;
      case 'restart':
        this.#learning.restart();
        break;
      case 'confirm':
        return this.#confirm();
    }
    this.#touched();
    return ok();
  }

  end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#cancelQuestion();
    this.#cancelPatience();
    this.#options.onEnd();
  }

  async #confirm(): Promise<Result<void>> {
    const { state } = this.#learning;
    if (state.step !== 'confirm' || Object.keys(state.map).length === 0) {
      this.#learning.confirm();
      this.#touched();
      return err(fault('REQUEST_INVALID', 'the map is not complete'));
    }
    this.#keeping ??= this.#options.keep(state.map);
    const kept = await this.#keeping;
    this.#keeping = null;
    if (kept.ok) this.end();
    return kept;
  }

  /** Somebody is there: the pad waits for the next press, and the patience begins anew. */
  #touched(): void {
    this.#cancelPatience();
    this.#cancelPatience = this.#options.clock.after(lessonPatience, () => this.end());
    this.#ask();
  }

  #ask(): void {
    const { clock, onChange } = this.#options;
    const { state } = this.#learning;
    this.#cancelQuestion();
    const wait = waitOf(state);
    this.#askedUntil = clock.monotonic() + wait;
    // A pad that only answers when it is asked must be asked.
    if (wait > 0 && this.pad.can.has('arm')) this.pad.tell([{ type: 'arm', seconds: Math.ceil(wait / 1_000) }]);
    if (state.step === 'ask') {
      this.#cancelQuestion = clock.after(wait, () => {
        this.#learning.timedOut();
        this.#ask();
      });
    }
    onChange();
  }
}

/** How long the next press is waited for, milliseconds: a button asked for, or one that is tried. */
function waitOf(state: LearningState): number {
  if (state.step === 'done') return 0;
  return state.step === 'ask' ? state.timeout : lessonPatience;
}
