import {
  type ArmedBy,
  type Cancel,
  type Clock,
  type Fault,
  type Grade,
  ok,
  type PadPress,
  type PressRefused,
  type PressSource,
  type RandomSource,
  type RecordDraft,
  type Result,
  type ServiceContext,
  type SessionArmed,
  type SessionRules,
  type SessionView,
} from '@pingjia/shared';
import type { Journal } from '../journal/journal.ts';
import type { PressLedger } from './press-ledger.ts';
import type { FreshIds, SessionEvent } from './session-events.ts';
import { type SessionSnapshot, viewSession } from './session-view.ts';
import { initialSession, stepSession } from './step-session.ts';

/** How often a journal that refused a write is tried again, milliseconds. */
const probeInterval = 2_000;

export interface SessionServiceOptions {
  readonly journal: Pick<Journal, 'append' | 'probe'>;
  readonly ledger: PressLedger;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly rules: SessionRules;
  /** Where and by whom is served at this moment. */
  readonly serviceContext: () => ServiceContext;
  /** The view may have changed. */
  readonly onChange: () => void;
  /** These records are durable. */
  readonly onRecorded?: (records: readonly RecordDraft[]) => void;
}

/** What a press may do by itself, and what was chosen together with it. */
export interface PressTrust {
  /** Whether it may count although nobody was awaited. */
  readonly walkUp: boolean;
  /** Codes of follow-up options that belong to the grade. */
  readonly details: readonly string[];
}

const fullTrust: PressTrust = { walkUp: true, details: [] };

type Input = SessionEvent extends infer E ? (E extends { now: number } ? Omit<E, 'now'> : never) : never;

/**
 * Runs the session machine on the journal: every input is taken one after the other, its records are made durable, and
 * only then does the machine's next state become visible. While the journal refuses, the view is `paused`.
 */
export class SessionService {
  readonly #options: SessionServiceOptions;
  #snapshot: SessionSnapshot;
  #fault: Fault | null = null;
  /** The window is closed for the moment. */
  #isClosed = false;
  #turn: Promise<unknown> = Promise.resolve();
  #cancelDeadline: Cancel = () => {};
  #cancelProbe: Cancel | null = null;

  constructor(options: SessionServiceOptions) {
    this.#options = options;
    const { clock, rules } = options;
    this.#snapshot = stepSession(initialSession(), { type: 'configure', rules, now: clock.monotonic() }).next;
  }

  view(): SessionView {
    if (this.#fault !== null) return { state: 'paused', code: this.#fault.code };
    if (this.#isClosed) return { state: 'paused', code: 'WINDOW_PAUSED' };
    return viewSession(this.#snapshot, this.#options.clock.monotonic());
  }

  /**
   * A key or touch that means a grade. ok: it is durable, whatever it came to be; a press that is known already is ok
   * and changes nothing. Errors: those of the journal; then the press may be sent again.
   */
  press(source: PressSource, grade: Grade, trust: PressTrust = fullTrust): Promise<Result<void>> {
    return this.#exclusively(async () => {
      if (this.knows(source)) return ok();
      const notices = this.#noticesOf(source);
      if (this.#isClosed)
        return this.#write([...notices, { type: 'press-stray', data: { grade, source, reason: 'paused' } }]);
      const context = this.#options.serviceContext();
      return this.#step({ type: 'press', source, grade, context, ids: this.#idsOf(source), ...trust }, notices);
    });
  }

  /** Whether this very press is on record, whatever it came to be. */
  knows(source: PressSource): boolean {
    return this.#options.ledger.has(source);
  }

  /** A key that means nothing here: journaled as refused, never a grade. */
  refuse(source: PadPress, reason: PressRefused['reason']): Promise<Result<void>> {
    return this.#exclusively(async () => {
      if (this.knows(source)) return ok();
      return this.#write([...this.#noticesOf(source), { type: 'press-refused', data: { source, reason } }]);
    });
  }

  /** One rating is awaited for `context`, in the session of this name; what was open before is closed as it stands. */
  arm(
    armedBy: Exclude<ArmedBy, 'walk-up'>,
    context: Partial<ServiceContext> = {},
    sessionId = this.#options.random.uuid(),
  ): Promise<Result<void>> {
    return this.#exclusively(() => {
      this.#isClosed = false;
      const service = { ...this.#options.serviceContext(), ...context };
      return this.#step({ type: 'arm', armedBy, context: service, ids: { ...this.#freshIds(), sessionId } });
    });
  }

  /** The first touch of an idle screen; anything else that goes on is left alone. */
  wake(): Promise<Result<void>> {
    return this.#exclusively(async () => {
      if (this.#isClosed || !this.#snapshot.matches('idle')) return ok();
      return this.#step({
        type: 'arm',
        armedBy: 'touch',
        context: this.#options.serviceContext(),
        ids: this.#freshIds(),
      });
    });
  }

  change(source: PressSource, grade: Grade): Promise<Result<void>> {
    return this.#exclusively(async () => (this.knows(source) ? ok() : this.#step({ type: 'change', source, grade })));
  }

  tick(code: string, ticked: boolean): Promise<Result<void>> {
    return this.#exclusively(() => this.#step({ type: 'tick', code, ticked }));
  }

  /** The follow-up stays open: somebody is busy with it. */
  stay(): Promise<Result<void>> {
    return this.#exclusively(() => this.#step({ type: 'stay' }));
  }

  finish(how: 'completed' | 'skipped'): Promise<Result<void>> {
    return this.#exclusively(() => this.#step({ type: 'finish', how }));
  }

  /** The armed session is called off: not evaluated. */
  cancel(): Promise<Result<void>> {
    return this.#exclusively(() => this.#step({ type: 'cancel' }));
  }

  /** The window closes for the moment: what was armed is called off, presses are kept as stray. Arming opens it again. */
  pause(): Promise<Result<void>> {
    return this.#exclusively(async () => {
      const cancelled = await this.#step({ type: 'cancel' });
      if (cancelled.ok) this.#setClosed(true);
      return cancelled;
    });
  }

  resume(): Promise<Result<void>> {
    return this.#exclusively(async () => {
      this.#setClosed(false);
      return ok();
    });
  }

  configure(rules: SessionRules): Promise<Result<void>> {
    return this.#exclusively(() => this.#step({ type: 'configure', rules }));
  }

  /** Takes up a session that was armed when the host last ended. */
  restore(session: SessionArmed): Promise<Result<void>> {
    return this.#exclusively(() => this.#step({ type: 'restore', session }));
  }

  /** Ends timers; resolves when the input in hand is done. */
  async stop(): Promise<void> {
    await this.#exclusively(async () => {
      this.#cancelDeadline();
      this.#cancelProbe?.();
    });
  }

  async #step(input: Input, before: readonly RecordDraft[] = []): Promise<Result<void>> {
    const event = { ...input, now: this.#options.clock.monotonic() } as SessionEvent;
    const { next, drafts } = stepSession(this.#snapshot, event);
    const written = await this.#write([...before, ...drafts]);
    if (!written.ok) {
      // A deadline is not sent again by anybody else.
      if (event.type === 'deadline') this.#scheduleDeadline(probeInterval);
      return written;
    }
    this.#snapshot = next;
    this.#scheduleDeadline();
    this.#options.onChange();
    return ok();
  }

  async #write(drafts: readonly RecordDraft[]): Promise<Result<void>> {
    if (drafts.length === 0) return ok();
    const appended = await this.#options.journal.append(drafts);
    this.#setFault(appended.ok ? null : appended.error);
    if (!appended.ok) return appended;
    for (const draft of drafts) this.#options.ledger.note(draft);
    this.#options.onRecorded?.(drafts);
    return ok();
  }

  #noticesOf(source: PressSource): readonly RecordDraft[] {
    return source.kind === 'pad' ? this.#options.ledger.noticesOf(source) : [];
  }

  #setFault(found: Fault | null): void {
    const changed = this.#fault?.code !== found?.code;
    this.#fault = found;
    if (found === null) {
      this.#cancelProbe?.();
      this.#cancelProbe = null;
    } else if (this.#cancelProbe === null) this.#scheduleProbe();
    if (changed) this.#options.onChange();
  }

  #setClosed(isClosed: boolean): void {
    if (this.#isClosed === isClosed) return;
    this.#isClosed = isClosed;
    this.#options.onChange();
  }

  #scheduleProbe(): void {
    this.#cancelProbe = this.#options.clock.after(probeInterval, () => {
      void this.#exclusively(async () => {
        this.#cancelProbe = null;
        const probed = await this.#options.journal.probe();
        this.#setFault(probed.ok ? null : probed.error);
      });
    });
  }

  #scheduleDeadline(atLeast = 0): void {
    this.#cancelDeadline();
    const { deadline } = this.#snapshot.context;
    if (deadline === null) return;
    const wait = Math.max(atLeast, deadline - this.#options.clock.monotonic());
    this.#cancelDeadline = this.#options.clock.after(wait, () => {
      void this.#exclusively(async () => {
        // Something else may have come first and set another deadline.
        if (this.#snapshot.context.deadline !== deadline) return ok();
        return this.#step({ type: 'deadline' });
      });
    });
  }

  /** A touch that is sent again after its record was lost makes the same evaluation again. */
  #idsOf(source: PressSource): FreshIds {
    const ids = this.#freshIds();
    return source.kind === 'touch' ? { ...ids, evaluationId: source.pressId } : ids;
  }

  #freshIds(): FreshIds {
    return { sessionId: this.#options.random.uuid(), evaluationId: this.#options.random.uuid() };
  }

  #exclusively<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(task);
    this.#turn = result.catch(() => undefined);
    return result;
  }
}
