import type { Hash, MirrorRecord } from '@pingjia/shared';
import type { MirrorCollection } from './mirror-database.ts';
import { documentId, type MirrorDocument } from './mirror-document.ts';

/** Reads of the mirror; each throws when IndexedDB does. */
export class MirrorReader {
  readonly #records: MirrorCollection;

  constructor(records: MirrorCollection) {
    this.#records = records;
  }

  /** The newest evaluations, newest first. */
  async latestEvaluations(limit: number): Promise<readonly MirrorRecord[]> {
    const found = await this.#records
      .find({ selector: { type: 'evaluation' }, sort: [{ newest: 'asc' }], index: ['type', 'newest'], limit })
      .exec();
    return found.map(toRecord);
  }

  /** What the mirror has of an epoch between two seqs, both included, by seq: the exact bytes, to heal the journal with. */
  async recordsBetween(epoch: string, from: number, to: number): Promise<readonly MirrorRecord[]> {
    const found = await this.#records
      .find({ selector: { id: { $gte: documentId(epoch, from), $lte: documentId(epoch, to) } }, sort: [{ id: 'asc' }] })
      .exec();
    return found.map(toRecord);
  }

  /** The records with an ordinal above `ordinal`, oldest first. */
  async after(ordinal: number, limit: number): Promise<readonly MirrorRecord[]> {
    const found = await this.#records
      .find({ selector: { ordinal: { $gt: ordinal } }, sort: [{ ordinal: 'asc' }], limit })
      .exec();
    return found.map(toRecord);
  }

  async newest(): Promise<MirrorRecord | null> {
    const [found] = await this.#records.find({ sort: [{ newest: 'asc' }], limit: 1 }).exec();
    return found === undefined ? null : toRecord(found);
  }

  async find(epoch: string, seq: number): Promise<MirrorRecord | null> {
    const [found] = await this.recordsBetween(epoch, seq, seq);
    return found ?? null;
  }

  count(): Promise<number> {
    return this.#records.count().exec();
  }
}

function toRecord({ epoch, seq, hash, ordinal, text }: MirrorDocument): MirrorRecord {
  // A hash that rotted must reach whoever compares it: it is read as it stands.
  return { epoch, seq, ordinal, text, hash: hash as Hash };
}
