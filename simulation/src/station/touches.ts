import type { Grade, RandomSource } from '@pingjia/shared';
import type { Host } from '@pingjia/kiosk/host';

interface Touch {
  readonly pressId: string;
  readonly grade: Grade;
}

/** A screen that sends a touch again, under its name, until the host has answered for it. */
export class Touches {
  readonly #random: RandomSource;
  readonly #taken: (pressId: string) => void;
  readonly #unanswered: Touch[] = [];

  constructor(random: RandomSource, taken: (pressId: string) => void) {
    this.#random = random;
    this.#taken = taken;
  }

  touch(host: Host | null, grade: Grade): void {
    const touch = { pressId: this.#random.uuid(), grade };
    this.#unanswered.push(touch);
    if (host !== null) void this.#send(host, touch);
  }

  /** The host is there again. */
  sendAgain(host: Host): void {
    for (const touch of this.#unanswered) void this.#send(host, touch);
  }

  async #send(host: Host, touch: Touch): Promise<void> {
    const answer = await host.session.press({ kind: 'touch', pressId: touch.pressId }, touch.grade);
    if (!answer.ok) return;
    const at = this.#unanswered.indexOf(touch);
    if (at === -1) return;
    this.#unanswered.splice(at, 1);
    this.#taken(touch.pressId);
  }
}
