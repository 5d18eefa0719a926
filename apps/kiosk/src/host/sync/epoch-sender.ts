import {
  type Batch,
  type BatchResponse,
  type Clock,
  chainStart,
  err,
  fault,
  ok,
  type Position,
  type Result,
} from '@pingjia/shared';
import type { Journal } from '../journal/journal.ts';
import { BatchAhead, type Passage } from './batch-ahead.ts';
import { buildBatch } from './batch-builder.ts';
import { BatchSize } from './batch-size.ts';
import { breathe } from './breathe.ts';
import type { Credentials } from './credentials.ts';
import { openReceipt, type ReceiptStore } from './receipts.ts';
import type { ServerLink } from './server-link.ts';

export interface EpochSenderOptions {
  readonly journal: Journal;
  readonly link: ServerLink;
  readonly credentials: Credentials;
  readonly receipts: ReceiptStore;
  readonly clock: Clock;
  readonly onStatus: () => void;
}

/** The server's place differs from what we thought: ask it again. */
const misplaced: readonly string[] = ['EPOCH_FORKED', 'BATCH_OUT_OF_PLACE'];

/** Something in the batch is refused whatever the moment: a smaller batch finds what. */
const indigestible: readonly string[] = ['BATCH_TOO_LARGE', 'BATCH_MALFORMED', 'BATCH_CHAIN_BROKEN'];

/** A line or a server may fail for the size of what it is sent. */
const tooMuch: readonly string[] = ['SERVER_UNREACHABLE', 'INTERNAL'];

/** Sends an epoch batch by batch, from what the server holds of it to its tip. */
export class EpochSender {
  /** What the server holds durably, per epoch, as its signed receipts say. */
  readonly watermarks = new Map<string, Position>();
  /** Epochs that the server called forked. */
  readonly contested = new Set<string>();
  readonly #options: EpochSenderOptions;
  readonly #size = new BatchSize();
  /** Records that the server takes in no form, by epoch and seq. */
  readonly #unsendable = new Set<string>();
  /** How long the last push took, milliseconds. */
  #lastPush = 0;
  #confirmations = 0;

  constructor(options: EpochSenderOptions) {
    this.#options = options;
  }

  /** Batches for which a valid receipt came. */
  get confirmations(): number {
    return this.#confirmations;
  }

  /**
   * Ends early once `stopped`, or where something else is `due` and nothing is on its way. Errors: the server's and the line's;
   * JOURNAL_DAMAGED where nothing more can be read.
   */
  async send(epoch: string, stopped: () => boolean, due: () => boolean): Promise<Result<void>> {
    const { journal, link, clock } = this.#options;
    let searched = false;
    let ahead = null as BatchAhead | null;
    try {
      while (!stopped() && (ahead !== null || !due())) {
        const after = this.watermarks.get(epoch) ?? chainStart;
        if ((journal.tipOf(epoch)?.seq ?? 0) <= after.seq) return ok();
        const taken: Passage | null | undefined = await ahead?.take(after.seq + 1);
        const batch: Batch | null = taken?.batch ?? (await this.#build(epoch, after, this.#size.limit));
        if (batch === null && !searched) {
          // What cannot be read any more becomes a hole, and a hole can be sent.
          searched = true;
          const verified = await journal.care.verify(() => breathe(clock, stopped));
          if (!verified.ok) return verified;
          continue;
        }
        if (batch === null) return err(fault('JOURNAL_DAMAGED', `nothing after ${after.seq} can be sent`));
        const begun = clock.monotonic();
        const answer = taken?.answer ?? link.push(batch);
        ahead = due() ? null : this.#lookAhead(epoch, batch);
        const pushed = this.#take(epoch, batch, await answer);
        this.#lastPush = clock.monotonic() - begun;
        if (!pushed.ok) return pushed;
      }
      return ok();
    } finally {
      ahead?.drop();
    }
  }

  #build(epoch: string, after: Position, limit: number): Promise<Batch | null> {
    const { journal, credentials } = this.#options;
    const isUnsendable = (seq: number) => this.#unsendable.has(`${epoch} ${seq}`);
    return buildBatch(journal, credentials.device, epoch, after, limit, isUnsendable);
  }

  /** Makes the next batch ready where this one is full; what a success would not lead to is thrown away. */
  #lookAhead(epoch: string, { header, items }: Batch): BatchAhead | null {
    if (items.length < this.#size.limit) return null;
    const after = { seq: header.to, hash: header.tip };
    return new BatchAhead(this.#options.link, () => this.#build(epoch, after, this.#size.grown), this.#lastPush);
  }

  #take(epoch: string, batch: Batch, answer: Result<BatchResponse>): Result<void> {
    const { credentials, receipts, onStatus } = this.#options;
    if (!answer.ok) {
      const { code } = answer.error;
      if (indigestible.includes(code) && this.#makeDigestible(epoch, batch)) return ok();
      if (tooMuch.includes(code)) this.#size.halve();
      if (code === 'EPOCH_FORKED') this.contested.add(epoch);
      if (misplaced.includes(code)) this.watermarks.delete(epoch);
      return answer;
    }
    const receipt = openReceipt(answer.value.receipt, credentials.serverKey, credentials.device, epoch);
    if (receipt === null || receipt.watermark.seq < batch.header.to)
      return err(fault('SERVER_ANSWER_INVALID', 'receipt'));
    receipts.note(epoch, answer.value.receipt);
    this.watermarks.set(epoch, receipt.watermark);
    this.#size.grow();
    this.#confirmations += 1;
    onStatus();
    return ok();
  }

  /** Sends less at once from now on, and in the end a placeholder for the one record; false where that is refused too. */
  #makeDigestible(epoch: string, { header, items }: Batch): boolean {
    if (this.#size.halve()) return true;
    if (items[0]?.kind !== 'record') return false;
    this.#unsendable.add(`${epoch} ${header.from}`);
    return true;
  }
}
