import type { Cancel, Clock, RecordDraft, Result } from '@pingjia/shared';

/** How often wall and monotonic clock are compared, and the drift that is slewing rather than a step, milliseconds. */
export const clockWatchTimes = { interval: 5_000, tolerated: 1_000 } as const;

/** Journals every step of the wall clock; nothing is decided by it, and neither clock is corrected. */
export class ClockWatch {
  readonly #clock: Clock;
  readonly #append: (drafts: readonly RecordDraft[]) => Promise<Result<unknown>>;
  #offset: number;
  #cancel: Cancel = () => {};

  constructor(clock: Clock, append: (drafts: readonly RecordDraft[]) => Promise<Result<unknown>>) {
    this.#clock = clock;
    this.#append = append;
    this.#offset = clock.wall() - clock.monotonic();
  }

  start(): void {
    this.#cancel = this.#clock.after(clockWatchTimes.interval, () => {
      void this.#look().finally(() => this.start());
    });
  }

  stop(): void {
    this.#cancel();
    this.start = () => {};
  }

  async #look(): Promise<void> {
    const offset = this.#clock.wall() - this.#clock.monotonic();
    const by = offset - this.#offset;
    if (Math.abs(by) <= clockWatchTimes.tolerated) return;
    const written = await this.#append([{ type: 'clock-stepped', data: { by: Math.round(by) } }]);
    if (written.ok) this.#offset = offset;
  }
}
