import {
  decodeEnvelope,
  maxHealRecords,
  type MirrorCheckpoint,
  type MirrorPage,
  ok,
  type RecordDraft,
  type Result,
  type Sha256,
} from '@pingjia/shared';
import type { Journal } from '../journal/journal.ts';
import type { CarriedRecords } from '../sync/carried-records.ts';

type Asked = Extract<MirrorPage, { outcome: 'heal' }>;

/** Records carried in one append. */
const portion = 20;

/**
 * Asks the mirror for what the journal lost, before the mirror is served or reset: holes are filled in place where the hashes
 * prove the bytes; what the mirror holds in place of, or behind, what lies here is written again as `record-carried`.
 */
export class MirrorHealer {
  readonly #journal: Journal;
  readonly #carried: CarriedRecords;
  readonly #sha256: Sha256;
  /** Ends of ranges that the mirror was asked for in this run. */
  readonly #asked = new Set<string>();
  #branch: Asked | null = null;

  constructor(journal: Journal, carried: CarriedRecords, sha256: Sha256) {
    this.#journal = journal;
    this.#carried = carried;
    this.#sha256 = sha256;
  }

  /** What a mirror that has everything up to `after` is to be asked for first; null where nothing is missing. */
  async next(after: MirrorCheckpoint | null): Promise<Asked | null> {
    if (after === null) return null;
    for (const { epoch, holes } of this.#journal.epochs) {
      for (const { from, to } of holes) {
        const range = this.#ask(epoch, Math.max(from, to - maxHealRecords + 1), to);
        if (range !== null) return range;
      }
    }
    const dropped = this.#journal.epochs.find(({ epoch }) => epoch === after.epoch)?.pruned.seq ?? 0;
    if (after.seq <= dropped) return null;
    if (this.#branch === null && (await this.#journal.hashAt(after.epoch, after.seq)) !== after.hash) {
      return this.#askBranch(after.epoch, after.seq);
    }
    return this.#branch === null ? null : this.#askBranch(this.#branch.epoch, this.#branch.to);
  }

  /** Takes what the mirror answered. Errors: the journal's. */
  async take(epoch: string, to: number, texts: readonly string[]): Promise<Result<null>> {
    const bytes = texts.map((text) => Buffer.from(text, 'utf8'));
    const healed = await this.#journal.care.heal(epoch, bytes);
    if (!healed.ok) return healed;
    if (this.#branch?.epoch !== epoch || this.#branch.to !== to) return ok(null);
    const own = await this.#ownBranch(epoch, bytes);
    for (let n = 0; n < own.length; n += portion) {
      const drafts = own.slice(n, n + portion);
      const written = await this.#journal.append(drafts);
      if (!written.ok) return written;
    }
    // The branch goes on before what was given back, unless it met what lies here.
    const first = own.length === texts.length ? to - texts.length : 0;
    this.#branch = first > 0 && texts.length > 0 ? { outcome: 'heal', epoch, from: 1, to: first } : null;
    return ok(null);
  }

  #askBranch(epoch: string, to: number): Asked | null {
    this.#branch = this.#ask(epoch, Math.max(1, to - maxHealRecords + 1), to);
    return this.#branch;
  }

  #ask(epoch: string, from: number, to: number): Asked | null {
    const end = `${epoch} ${to}`;
    if (this.#asked.has(end)) return null;
    this.#asked.add(end);
    return { outcome: 'heal', epoch, from, to };
  }

  /** The records of an epoch that the journal does not hold under their numbers, and that live on nowhere yet. */
  async #ownBranch(epoch: string, candidates: readonly Uint8Array[]): Promise<RecordDraft[]> {
    const own: RecordDraft[] = [];
    const dropped = this.#journal.epochs.find((known) => known.epoch === epoch)?.pruned.seq ?? 0;
    for (const bytes of candidates) {
      const decoded = decodeEnvelope(bytes);
      if (!decoded.ok || decoded.value.epoch !== epoch) continue;
      const { seq } = decoded.value;
      const hash = this.#sha256(bytes);
      if (seq <= dropped) continue;
      if ((await this.#journal.hashAt(epoch, seq)) === hash || this.#carried.has(epoch, seq, '')) continue;
      own.push({ type: 'record-carried', data: { epoch, seq, hash, record: new TextDecoder().decode(bytes) } });
    }
    return own;
  }
}
