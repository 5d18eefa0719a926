import type { ArmedBy, Cancel, Clock, Grade, RandomSource, SessionTimes, SessionView } from '@pingjia/shared';

export interface ScriptedSessionOptions {
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly times: SessionTimes;
  readonly hasFollowUp: boolean;
  readonly onView: (view: SessionView) => void;
  readonly write: (type: string, data: unknown) => void;
}

interface Evaluated {
  readonly sessionId: string;
  readonly evaluationId: string;
  readonly grade: Grade;
  readonly changeUntil: number;
}

/** The flow of a session as a host runs it, without its journal's care: enough to show every screen. */
export class ScriptedSession {
  readonly #options: ScriptedSessionOptions;
  readonly #seenPresses = new Set<string>();
  #view: SessionView = { state: 'idle' };
  #until = Number.POSITIVE_INFINITY;
  #evaluated: Evaluated | null = null;
  #cancel: Cancel = () => {};
  /** Stands still: no delay runs out, for looking at one screen. */
  isFrozen = false;
  ticket: string | null = null;
  itemCode: string | null = null;

  constructor(options: ScriptedSessionOptions) {
    this.#options = options;
  }

  /** The view as it would be sent now: its durations count from this moment. */
  get view(): SessionView {
    const view = this.#view;
    const left = Math.max(0, this.#until - this.#options.clock.monotonic());
    const changeLeft = Math.max(0, (this.#evaluated?.changeUntil ?? 0) - this.#options.clock.monotonic());
    if (view.state === 'armed') return { ...view, left };
    if (view.state === 'followUp') return { ...view, left, changeLeft };
    return view.state === 'rated' || view.state === 'thanks' ? { ...view, changeLeft } : view;
  }

  arm(armedBy: ArmedBy): void {
    const sessionId = this.#options.random.uuid();
    const { ticket, itemCode } = this;
    this.#options.write('session-armed', { sessionId, armedBy });
    this.#go({ state: 'armed', sessionId, armedBy, ticket, itemCode, left: 0 }, this.#options.times.armed, () =>
      this.idle(),
    );
  }

  press(method: 'rate' | 'change', pressId: string, grade: Grade): void {
    if (this.#seenPresses.has(pressId)) return;
    this.#seenPresses.add(pressId);
    const { clock, random, times } = this.#options;
    if (method === 'rate' && this.#view.state === 'armed') {
      const changeUntil = clock.monotonic() + times.change;
      this.#evaluated = { sessionId: this.#view.sessionId, evaluationId: random.uuid(), grade, changeUntil };
      this.#options.write('evaluation', this.#evaluated);
      this.#rated();
    } else if (method === 'change' && this.#evaluated !== null && clock.monotonic() <= this.#evaluated.changeUntil) {
      this.#evaluated = { ...this.#evaluated, grade };
      this.#rated();
    }
  }

  tick(code: string, ticked: boolean): void {
    if (this.#view.state !== 'followUp') return;
    const details = this.#view.details.filter((other) => other !== code);
    this.followUp(ticked ? [...details, code] : details);
  }

  finish(_how: 'completed' | 'skipped'): void {
    if (this.#view.state === 'followUp') this.thank();
  }

  idle(): void {
    this.show({ state: 'idle' });
  }

  /** Any view, as it stands. */
  show(view: SessionView): void {
    this.#go(view, Number.POSITIVE_INFINITY, () => {});
  }

  #rated(): void {
    if (this.#evaluated === null) return;
    const next = () => (this.#options.hasFollowUp ? this.followUp([]) : this.thank());
    this.#go({ state: 'rated', ...this.#shown(this.#evaluated) }, this.#options.times.rated, next);
  }

  /** Asks for details, `details` being ticked already. */
  followUp(details: string[]): void {
    if (this.#evaluated === null) return;
    const view: SessionView = { state: 'followUp', ...this.#shown(this.#evaluated), details, left: 0 };
    this.#go(view, this.#options.times.followUp, () => this.thank());
  }

  thank(): void {
    if (this.#evaluated === null) return;
    this.#go({ state: 'thanks', ...this.#shown(this.#evaluated) }, this.#options.times.thanks, () => this.idle());
  }

  #shown({ sessionId, evaluationId, grade }: Evaluated) {
    return { sessionId, evaluationId, grade, changeLeft: 0 };
  }

  #go(view: SessionView, milliseconds: number, then: () => void): void {
    const { clock, onView } = this.#options;
    this.#cancel();
    this.#view = view;
    this.#until = clock.monotonic() + milliseconds;
    if (!this.isFrozen && Number.isFinite(milliseconds)) this.#cancel = clock.after(milliseconds, then);
    onView(this.view);
  }
}
