import type { Cancel, Clock } from '@pingjia/shared';
import type { LiveEvent } from './live-events.ts';

/** Milliseconds over which events are gathered: NOTIFY takes one lock for the whole database at each commit. */
const gathering = 50;
/** Bytes; PostgreSQL takes payloads below 8,000. */
const longestPayload = 7_000;

/** Gathers events and sends each distinct one once, in payloads of JSON. */
export class Announcer {
  readonly #clock: Clock;
  readonly #send: (payload: string) => Promise<unknown>;
  readonly #origin: string;
  readonly #gathered = new Map<string, LiveEvent>();
  #pending: Cancel | null = null;

  /** `origin` names this process, so that it can skip its own words when they come back. */
  constructor(clock: Clock, origin: string, send: (payload: string) => Promise<unknown>) {
    this.#clock = clock;
    this.#origin = origin;
    this.#send = send;
  }

  add(event: LiveEvent): void {
    this.#gathered.set(`${event.kind} ${event.deviceId}`, event);
    this.#pending ??= this.#clock.after(gathering, () => this.#flush());
  }

  close(): void {
    this.#pending?.();
    this.#gathered.clear();
  }

  #flush(): void {
    this.#pending = null;
    const events = [...this.#gathered.values()];
    this.#gathered.clear();
    const perPayload = Math.floor(longestPayload / 80);
    for (let start = 0; start < events.length; start += perPayload) {
      const payload = JSON.stringify({ origin: this.#origin, events: events.slice(start, start + perPayload) });
      // A lost announcement delays a screen until the next event; the data itself is committed.
      this.#send(payload).catch(() => undefined);
    }
  }
}
