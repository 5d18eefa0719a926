import type { BridgeRequest, Cancel, Clock, Fault, Grade, RandomSource, Stick } from '@pingjia/shared';
import { BridgeClient, type BridgeListener } from '../bridge/bridge-client.ts';
import type { OpenChannel } from '../bridge/bridge-channel.ts';
import { initialState, type PendingPress, reduce, type ScreenEvent, type ScreenState } from './screen-state.ts';

/** How long a break may last before the screen says so: shorter ones, such as a reload of the host, are not worth a word. */
export const mendWithin = 1_500;

export interface ScreenModelOptions {
  readonly open: OpenChannel;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly reload: () => void;
}

/** What the journal's mirror wants to know of the conversation. */
export interface JournalListener {
  /** The journal grew, or a conversation began and it may have grown. */
  grew(): void;
}

/** The screen's half of the conversation: its state, and what a touch does. A store in React's sense. */
export class ScreenModel {
  readonly clock: Clock;
  readonly bridge: BridgeClient;
  readonly #random: RandomSource;
  readonly #watchers = new Set<() => void>();
  readonly #journalListeners = new Set<JournalListener>();
  #state: ScreenState = initialState;
  #cancelMending: Cancel = () => {};
  /** A touch whose answer was lost with the conversation; it is sent again once the host shows the same session. */
  #resend = false;

  constructor({ open, clock, random, reload }: ScreenModelOptions) {
    this.clock = clock;
    this.#random = random;
    this.bridge = new BridgeClient({ open, clock, random, reload, listener: this.#listener() });
  }

  readonly state = (): ScreenState => this.#state;

  readonly subscribe = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Calls `listener` until the returned function is called. */
  onJournal(listener: JournalListener): () => void {
    this.#journalListeners.add(listener);
    return () => this.#journalListeners.delete(listener);
  }

  start(): void {
    this.bridge.start();
  }

  /** Says `request`; whether the host took it. What it led to comes as a view. */
  async tell(request: Exclude<BridgeRequest, { method: 'rate' | 'change' | 'mirror.pull' }>): Promise<boolean> {
    const answer = await this.bridge.request(request);
    return answer.ok;
  }

  /** Says `request`; why the host did not take it, null if it did. */
  async ask(
    request: Extract<
      BridgeRequest,
      { method: 'learn.begin' | 'learn.step' | 'remark' | 'stick.export' | 'stick.receipts' }
    >,
  ): Promise<Fault | null> {
    const answer = await this.bridge.request(request);
    if (answer.ok) return null;
    return answer.error.kind === 'fault' ? answer.error.fault : { code: 'BRIDGE_MESSAGE_INVALID' };
  }

  /** The sticks that are plugged in; null where the host did not answer. */
  sticks = async (): Promise<readonly Stick[] | null> => {
    const answer = await this.bridge.request({ method: 'stick.list' });
    return answer.ok ? answer.value : null;
  };

  /** One grade touched. A second touch before the answer to the first does nothing. */
  press(method: PendingPress['method'], grade: Grade): void {
    const view = this.#state.shown?.view;
    if (this.#state.pending !== null || view === undefined || !('sessionId' in view)) return;
    const press: PendingPress = { method, grade, pressId: this.#random.uuid(), sessionId: view.sessionId };
    this.#apply({ type: 'pressed', press });
    void this.#send(press);
  }

  async #send(press: PendingPress): Promise<void> {
    const { method, pressId, grade } = press;
    const answer = await this.bridge.request({ method, pressId, grade });
    if (this.#state.pending !== press) return;
    if (!answer.ok && answer.error.kind === 'lost') this.#resend = true;
    else this.#apply({ type: 'answered' });
  }

  #listener(): BridgeListener {
    return {
      welcomed: () => {
        this.#apply({ type: 'welcomed' });
        this.#grew();
      },
      pushed: (message) => {
        if (message.type === 'appended') return this.#grew();
        this.#apply({ type: 'heard', message, at: this.clock.monotonic() });
        if (message.type === 'view') this.#viewed();
      },
      lost: () => {
        const wasOpen = this.#state.link === 'open';
        this.#apply({ type: 'broken' });
        if (wasOpen) this.#cancelMending = this.clock.after(mendWithin, () => this.#apply({ type: 'given-up' }));
      },
      refused: (fault: Fault) => {
        this.#cancelMending();
        this.#apply({ type: 'refused', fault });
      },
      misheard: () => this.#apply({ type: 'misheard' }),
    };
  }

  #viewed(): void {
    this.#cancelMending();
    const { pending } = this.#state;
    const again = this.#resend;
    this.#resend = false;
    if (again && pending !== null) void this.#send(pending);
  }

  #grew(): void {
    for (const listener of this.#journalListeners) listener.grew();
  }

  #apply(event: ScreenEvent): void {
    const next = reduce(this.#state, event);
    if (next === this.#state) return;
    this.#state = next;
    for (const watcher of this.#watchers) watcher();
  }
}
