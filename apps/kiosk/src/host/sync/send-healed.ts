import { type Batch, batchLimits, err, ok, type Result, type SeqRange } from '@pingjia/shared';
import type { StoredItem } from '../journal/epoch-reader.ts';
import type { Journal } from '../journal/journal.ts';
import type { CarriedRecords } from './carried-records.ts';
import { carryRecords, loadOf } from './carry-records.ts';
import type { ServerLink } from './server-link.ts';

export interface HealedRecordsOptions {
  readonly journal: Pick<Journal, 'read' | 'append' | 'epochs'>;
  readonly link: Pick<ServerLink, 'push'>;
  readonly carried: CarriedRecords;
}

type StoredRecord = Extract<StoredItem, { kind: 'record' }>;

/** Bytes of records in one batch. */
const portion = 1024 * 1024;

/** Failures that say nothing about what was sent. */
const passing: readonly string[] = ['SERVER_UNREACHABLE', 'SERVER_BUSY', 'NONCE_STALE'];

/**
 * Sends again what the server holds only placeholders for and the journal, healed since, can read: each run once in a run of the
 * host. What the server lacks all the same lives on as `record-carried`: where its successor is nowhere, nothing proves it in place.
 */
export class HealedRecords {
  readonly #options: HealedRecordsOptions;
  readonly #device: string;
  readonly #sent = new Set<string>();

  constructor(options: HealedRecordsOptions, device: string) {
    this.#options = options;
    this.#device = device;
  }

  /** Errors: those of a server that cannot answer now, and the journal's. A refusal changes nothing: the placeholder stays. */
  async send(epoch: string, missing: readonly SeqRange[]): Promise<Result<void>> {
    for (const { from, to } of missing) {
      for (let next = from; next <= to; ) {
        const items = await this.#options.journal.read(epoch, next, batchLimits.records, portion);
        const [first] = items;
        if (first === undefined || first.seq > to) break;
        const records = leading(items, first.seq, to);
        const last = records.at(-1);
        if (last === undefined) {
          next = (first.kind === 'hole' ? first.to : first.seq) + 1;
          continue;
        }
        next = last.seq + 1;
        const pushed = await this.#push(epoch, first.seq, last, records);
        if (!pushed.ok) return pushed;
      }
    }
    return ok();
  }

  async #push(
    epoch: string,
    from: number,
    last: StoredRecord,
    records: readonly StoredRecord[],
  ): Promise<Result<void>> {
    const { journal, link, carried } = this.#options;
    const key = `${epoch} ${from} ${last.seq}`;
    if (this.#sent.has(key)) {
      const loads = records.map((record) => loadOf(epoch, record));
      const written = await carryRecords(journal, carried, loads);
      return written.ok ? ok() : written;
    }
    const header = { device: this.#device, epoch, from, to: last.seq, tip: last.hash };
    const batch: Batch = { header, items: records.map(({ bytes }) => ({ kind: 'record', bytes })) };
    const answer = await link.push(batch);
    if (!answer.ok && passing.includes(answer.error.code)) return err(answer.error);
    this.#sent.add(key);
    return ok();
  }
}

/** The records from `from` on, up to the first hole or `to`. */
function leading(items: readonly StoredItem[], from: number, to: number): readonly StoredRecord[] {
  const records: StoredRecord[] = [];
  for (const item of items) {
    if (item.kind === 'hole' || item.seq > to || item.seq !== from + records.length) break;
    records.push(item);
  }
  return records;
}
