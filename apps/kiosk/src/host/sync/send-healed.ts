import { type Batch, batchLimits, err, ok, type Result, type SeqRange } from '@pingjia/shared';
import type { StoredItem } from '../journal/epoch-reader.ts';
import type { Journal } from '../journal/journal.ts';
import type { ServerLink } from './server-link.ts';

type StoredRecord = Extract<StoredItem, { kind: 'record' }>;

/** Bytes of records in one batch. */
const portion = 1024 * 1024;

/** Failures that say nothing about what was sent. */
const passing: readonly string[] = ['SERVER_UNREACHABLE', 'SERVER_BUSY', 'NONCE_STALE'];

/** Sends again what the server holds only placeholders for and the journal, healed since, can read: each run once in a run of the host. */
export class HealedRecords {
  readonly #journal: Pick<Journal, 'read'>;
  readonly #link: Pick<ServerLink, 'push'>;
  readonly #device: string;
  readonly #sent = new Set<string>();

  constructor(journal: Pick<Journal, 'read'>, link: Pick<ServerLink, 'push'>, device: string) {
    this.#journal = journal;
    this.#link = link;
    this.#device = device;
  }

  /** Errors: those of a server that cannot answer now. A refusal changes nothing: the placeholder stays. */
  async send(epoch: string, missing: readonly SeqRange[]): Promise<Result<void>> {
    for (const { from, to } of missing) {
      for (let next = from; next <= to; ) {
        const items = await this.#journal.read(epoch, next, batchLimits.records, portion);
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
    const key = `${epoch} ${from} ${last.seq}`;
    if (this.#sent.has(key)) return ok();
    const header = { device: this.#device, epoch, from, to: last.seq, tip: last.hash };
    const batch: Batch = { header, items: records.map(({ bytes }) => ({ kind: 'record', bytes })) };
    const answer = await this.#link.push(batch);
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
