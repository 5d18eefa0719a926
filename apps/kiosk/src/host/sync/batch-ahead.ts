import type { Batch, BatchResponse, Result } from '@pingjia/shared';
import type { ServerLink } from './server-link.ts';

/** A push that took so long, milliseconds, waited for the line: the next batch may use it meanwhile; on a slower one it would only be in the way. */
const slowLine = { from: 300, to: 5_000 } as const;

export interface Passage {
  readonly batch: Batch;
  readonly answer: Promise<Result<BatchResponse>>;
}

/**
 * The batch after the one whose receipt is awaited: read and packed meanwhile, on a slow line sent too, but for its last byte.
 * The server has it when `take` lets it go and not before.
 */
export class BatchAhead {
  readonly #prepared: Promise<Passage | null>;
  #release: (isWanted: boolean) => void = () => {};
  #isSettled = false;

  /** `build` reads the batch; null where there is none. `lastPush`: how long the last one took, milliseconds. */
  constructor(link: Pick<ServerLink, 'push'>, build: () => Promise<Batch | null>, lastPush: number) {
    const released = new Promise<boolean>((resolve) => {
      this.#release = resolve;
    });
    const mayLeave = lastPush >= slowLine.from && lastPush <= slowLine.to;
    this.#prepared = build().then(
      (batch) => {
        if (batch === null) return null;
        const answer = link.push(batch, { released, mayLeave });
        const settle = () => {
          this.#isSettled = true;
        };
        answer.then(settle, settle);
        return { batch, answer };
      },
      // A disk that fails says so again when the batch is read in its turn.
      () => null,
    );
  }

  /** Sends it, if it begins at `from` and its connection still stands; otherwise null, and it must be built anew. */
  async take(from: number): Promise<Passage | null> {
    const prepared = await this.#prepared;
    const isWanted = prepared?.batch.header.from === from && !this.#isSettled;
    this.#release(isWanted);
    return isWanted ? prepared : null;
  }

  drop(): void {
    this.#release(false);
  }
}
