import type { Cancel, Clock } from '@pingjia/shared';
import { liveDelays } from './live-delays.ts';

/** `paused`: nobody looks at the page, so it holds no connection. */
export const liveStates = ['connecting', 'live', 'reconnecting', 'paused'] as const;
export type LiveState = (typeof liveStates)[number];

/** One stream of server events. Handlers are called later than `open` returns; `onEnd` at most once, and nothing after it. */
export interface EventStream {
  close(): void;
}

export interface StreamHandlers {
  readonly onOpen: () => void;
  /** Any sign of life; `event` is false for a mere comment. */
  readonly onData: (event: boolean) => void;
  readonly onEnd: () => void;
}

export type OpenStream = (handlers: StreamHandlers) => EventStream;

export interface LiveFeedOptions {
  readonly open: OpenStream;
  readonly clock: Clock;
}

/**
 * Tells when to read again: at every server event, and by polling while the event stream is down. Events carry no data,
 * so a missed one costs nothing but time.
 */
export class LiveFeed {
  readonly #options: LiveFeedOptions;
  readonly #listeners = new Set<() => void>();
  readonly #readers = new Set<() => void>();
  #state: LiveState = 'paused';
  #stream: EventStream | null = null;
  #cancels: Cancel[] = [];
  #silence: Cancel = () => undefined;

  constructor(options: LiveFeedOptions) {
    this.#options = options;
  }

  get state(): LiveState {
    return this.#state;
  }

  /** Calls `listener` whenever `state` has changed. */
  subscribe(listener: () => void): Cancel {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Calls `reader` whenever something may have changed on the server. */
  onChange(reader: () => void): Cancel {
    this.#readers.add(reader);
    return () => {
      this.#readers.delete(reader);
    };
  }

  /** Connects; what changed before is read at once. Does nothing when running. */
  start(): void {
    if (this.#state !== 'paused') return;
    this.#enter('connecting');
    this.#connect();
    this.#poll();
  }

  /** Closes the connection and ends polling. */
  pause(): void {
    this.#disconnect();
    for (const cancel of this.#cancels.splice(0)) cancel();
    this.#enter('paused');
  }

  #connect(): void {
    let current = true;
    const stream = this.#options.open({
      onOpen: () => {
        if (!current) return;
        this.#enter('live');
        this.#expectLife(end);
        this.#changed();
      },
      onData: (event) => {
        if (!current) return;
        this.#expectLife(end);
        if (event) this.#changed();
      },
      onEnd: () => end(),
    });
    const end = () => {
      if (!current) return;
      current = false;
      stream.close();
      this.#silence();
      this.#enter('reconnecting');
      this.#later(liveDelays.reconnect, () => this.#connect());
    };
    this.#stream = {
      close() {
        current = false;
        stream.close();
      },
    };
  }

  #disconnect(): void {
    this.#silence();
    this.#stream?.close();
    this.#stream = null;
  }

  /** A cable pulled out ends no connection: silence does. */
  #expectLife(end: () => void): void {
    this.#silence();
    this.#silence = this.#options.clock.after(liveDelays.silence, end);
  }

  /** Reads again now and then even while live: some changes, such as a device falling silent, send no event. */
  #poll(): void {
    const ticks = liveDelays.liveRefresh / liveDelays.poll;
    const tick = (count: number) => {
      if (this.#state !== 'live' || count % ticks === 0) this.#changed();
      this.#later(liveDelays.poll, () => tick(count + 1));
    };
    this.#later(liveDelays.poll, () => tick(1));
  }

  #later(milliseconds: number, task: () => void): void {
    const cancel = this.#options.clock.after(milliseconds, () => {
      this.#cancels = this.#cancels.filter((other) => other !== cancel);
      task();
    });
    this.#cancels.push(cancel);
  }

  #changed(): void {
    for (const reader of this.#readers) reader();
  }

  #enter(state: LiveState): void {
    if (this.#state === state) return;
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
