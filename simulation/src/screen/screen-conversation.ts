import type { Host } from '@pingjia/kiosk/host';
import { type BridgeRequest, bridgeVersion, type HostMessage } from '@pingjia/shared';
import type { Process } from '../time/process.ts';
import type { Schedule } from '../time/schedule.ts';

/** Milliseconds that a message takes. */
const way = 1;

export interface ScreenListener {
  welcomed(): void;
  grown(): void;
}

/** One screen's side of the bridge, from hello until either side is gone. */
export class ScreenConversation {
  readonly #schedule: Schedule;
  readonly #process: Process;
  readonly #listener: ScreenListener;
  readonly #waiting = new Map<number, (result: unknown) => void>();
  #say: (text: string) => void = () => {};
  #next = 0;
  #over = false;

  constructor(schedule: Schedule, process: Process, listener: ScreenListener) {
    this.#schedule = schedule;
    this.#process = process;
    this.#listener = listener;
  }

  open({ screen }: Host): void {
    screen.hub.attach({
      send: (text) => this.#hear(JSON.parse(text) as HostMessage),
      onMessage: (handler) => {
        this.#say = handler;
      },
      onClose: () => {},
      close: () => this.close(),
    });
    this.#later(() => this.#say(JSON.stringify({ type: 'hello', version: bridgeVersion })));
  }

  get over(): boolean {
    return this.#over || !this.#process.alive;
  }

  close(): void {
    this.#over = true;
  }

  /** Null where the host refuses; never answered once either side is gone. */
  ask<T>(request: BridgeRequest): Promise<T | null> {
    const id = this.#next++;
    return new Promise((resolve) => {
      this.#waiting.set(id, (result) => resolve(result as T | null));
      this.#later(() => this.#say(JSON.stringify({ type: 'request', id, request })));
    });
  }

  #hear(message: HostMessage): void {
    if (message.type === 'welcome') this.#later(() => this.#listener.welcomed());
    if (message.type === 'appended') this.#later(() => this.#listener.grown());
    if (message.type !== 'result' && message.type !== 'fault') return;
    const answer = message.type === 'result' ? (message.result ?? true) : null;
    this.#later(() => this.#waiting.get(message.id)?.(answer));
  }

  #later(run: () => void): void {
    this.#schedule.after(way, () => {
      if (!this.over) run();
    });
  }
}
