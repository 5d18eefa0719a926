import { type Clock, err, fault, ok, type RecordDraft, type Result } from '@pingjia/shared';
import type { Act, AppendedRecord, RecordGroup } from './record-group.ts';

/** Bytes of records that one write takes at most; more waits for the next. */
const maxGroupBytes = 1024 * 1024;

export interface ActQueueOptions {
  readonly clock: Clock;
  /** An empty group behind the newest record. */
  readonly group: () => RecordGroup;
  /** Makes a group durable; its acts are told what comes of it. */
  readonly write: (group: RecordGroup) => Promise<Result<void>>;
}

/** One writer at a time: acts in call order, those that wait for the disk together in one write. */
export class ActQueue {
  readonly #options: ActQueueOptions;
  #waiting: Act[] = [];
  #working: Promise<void> = Promise.resolve();
  #flushing = false;
  #closed = false;

  constructor(options: ActQueueOptions) {
    this.#options = options;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Errors: those of `write`; RECORD_TOO_LARGE; JOURNAL_WRITE_FAILED once closed. */
  add(drafts: readonly RecordDraft[]): Promise<Result<readonly AppendedRecord[]>> {
    if (this.#closed) return Promise.resolve(err(fault('JOURNAL_WRITE_FAILED', 'closed')));
    if (drafts.length === 0) return Promise.resolve(ok([]));
    return new Promise((settle) => {
      this.#waiting.push({ drafts, ...timeOf(this.#options.clock), settle });
      if (this.#flushing) return;
      this.#flushing = true;
      void this.exclusively(async () => {
        while (this.#waiting.length > 0) await this.#flush();
        this.#flushing = false;
      });
    });
  }

  /** Runs `task`, which must not throw, when nothing else writes. */
  exclusively(task: () => Promise<void>): Promise<void> {
    this.#working = this.#working.then(task);
    return this.#working;
  }

  /** Takes no more; resolves when everything waiting is done. */
  close(): Promise<void> {
    this.#closed = true;
    return this.#working;
  }

  async #flush(): Promise<void> {
    const group = this.#options.group();
    for (let act = this.#waiting.shift(); act !== undefined; ) {
      group.take(act);
      act = group.size < maxGroupBytes ? this.#waiting.shift() : undefined;
    }
    if (group.bytes.length > 0) group.settle(await this.#options.write(group));
  }
}

/** What both clocks say now, as records carry it. */
export function timeOf(clock: Clock): { wall: number; mono: number } {
  return { wall: Math.round(clock.wall()), mono: clock.monotonic() };
}
