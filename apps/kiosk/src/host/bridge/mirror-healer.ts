import {
  decodeEnvelope,
  type Fault,
  FaultError,
  fault,
  interpretRecord,
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
import { wholePlaces } from '../sync/whole-places.ts';
import { judgeMirror, type RecordsOwner, type Verdict } from './mirror-judge.ts';

type Asked = Extract<MirrorPage, { outcome: 'heal' }>;

export interface MirrorHealerOptions {
  readonly journal: Journal;
  readonly carried: CarriedRecords;
  readonly sha256: Sha256;
  readonly owner: () => RecordsOwner;
}

/** Records carried in one append. */
const portion = 20;

/**
 * Asks the mirror for what the journal lost, before the mirror is served or reset: holes are filled in place where the hashes
 * prove the bytes; what the mirror holds besides in holes, in place of, or behind, what lies here is written again as `record-carried`.
 */
export class MirrorHealer {
  readonly #journal: Journal;
  readonly #carried: CarriedRecords;
  readonly #sha256: Sha256;
  readonly #owner: () => RecordsOwner;
  /** Ends of ranges that the mirror was asked for in this run. */
  readonly #asked = new Set<string>();
  /** The hole that the mirror was asked about last, by its end, and from where on. */
  #hole: { readonly end: string; readonly from: number } | null = null;
  /** By the end of a hole: up to where the mirror is still to be asked. */
  readonly #left = new Map<string, number>();
  /** What becomes of what only the mirror has. */
  #verdict: Verdict = 'keep';
  #branch: Asked | null = null;
  /** Read through since the mirror's checkpoint was last known here. */
  #searched = false;
  #fault: Fault | null = null;

  constructor({ journal, carried, sha256, owner }: MirrorHealerOptions) {
    this.#journal = journal;
    this.#carried = carried;
    this.#sha256 = sha256;
    this.#owner = owner;
  }

  /** As which device the journal's records are sent; null: as none yet. */
  get owner(): string | null {
    return this.#owner().device;
  }

  /** MIRROR_UNDECIDED while the mirror holds records of which it cannot be told whether they are this pad's. */
  get fault(): Fault | null {
    return this.#fault;
  }

  /**
   * What a mirror of `device` that has everything up to `after` is to be asked for first; null where nothing is missing, or
   * all that is is another device's. Throws FaultError MIRROR_UNDECIDED, and where the journal cannot be read through before a
   * reset.
   */
  async next(after: MirrorCheckpoint | null, device: string | null | undefined): Promise<Asked | null> {
    if (after === null) {
      this.#fault = null;
      return null;
    }
    const isKnown = (await this.#journal.hashAt(after.epoch, after.seq)) === after.hash;
    const verdict = isKnown ? 'carry' : judgeMirror(device, after, this.#owner(), this.#journal.epochs);
    this.#judged(verdict);
    const known = this.#askHole();
    if (known !== null) return known;
    this.#fault = verdict === 'keep' ? fault('MIRROR_UNDECIDED', device ?? undefined) : null;
    if (this.#fault !== null) throw new FaultError(this.#fault.code, this.#fault.detail);
    if (verdict === 'drop') return null;
    if (this.#branch !== null) return this.#askBranch(this.#branch.epoch, this.#branch.to);
    if (isKnown) {
      this.#searched = false;
      return null;
    }
    const found = await this.#search();
    if (found !== null) return found;
    const dropped = this.#journal.epochs.find(({ epoch }) => epoch === after.epoch)?.pruned.seq ?? 0;
    return after.seq <= dropped ? null : this.#askBranch(after.epoch, after.seq);
  }

  /** Takes what the mirror answered. Errors: the journal's. */
  async take(epoch: string, to: number, texts: readonly string[]): Promise<Result<null>> {
    const bytes = texts.map((text) => Buffer.from(text, 'utf8'));
    const healed = await this.#journal.care.heal(epoch, bytes);
    if (!healed.ok) return healed;
    const isBranch = this.#branch?.epoch === epoch && this.#branch.to === to;
    if (!isBranch) this.#noteAnswer(bytes);
    // What no successor proves may be all that is left of a press.
    const own = this.#verdict === 'carry' ? await this.#ownBranch(epoch, bytes) : [];
    for (let n = 0; n < own.length; n += portion) {
      const drafts = own.slice(n, n + portion);
      const written = await this.#journal.append(drafts);
      if (!written.ok) return written;
    }
    if (!isBranch) return ok(null);
    // The branch goes on before what was given back, unless it met what lies here.
    const [first] = own.length === texts.length ? bytes : [];
    this.#branch = first === undefined ? null : await this.#before(epoch, to - texts.length, first);
    return ok(null);
  }

  /** Before a mirror is reset: what has rotted and nobody has seen yet would be gone with it. */
  async #search(): Promise<Asked | null> {
    if (this.#searched) return null;
    const verified = await this.#journal.care.verify(() => Promise.resolve());
    if (!verified.ok) throw new FaultError(verified.error.code, verified.error.detail);
    this.#searched = true;
    return this.#askHole();
  }

  #judged(verdict: Verdict): void {
    // What was asked for while nothing could be taken is asked for again.
    if (verdict === 'carry' && this.#verdict === 'keep') {
      this.#asked.clear();
      this.#left.clear();
    }
    this.#verdict = verdict;
  }

  #askHole(): Asked | null {
    for (const { epoch, holes } of this.#journal.epochs) {
      for (const { from, to } of holes) {
        const end = `${epoch} ${to}`;
        const last = this.#left.get(end) ?? to;
        const range = last < from ? null : this.#ask(epoch, Math.max(from, last - maxHealRecords + 1), last);
        if (range === null) continue;
        this.#hole = { end, from: range.from };
        return range;
      }
    }
    return null;
  }

  /** An answer may hold the end of a range alone: the rest is asked for next. */
  #noteAnswer([first]: readonly Uint8Array[]): void {
    if (this.#hole === null) return;
    const { end, from } = this.#hole;
    const decoded = first === undefined ? null : decodeEnvelope(first);
    this.#left.set(end, Math.max(from, decoded?.ok ? decoded.value.seq : from) - 1);
  }

  #askBranch(epoch: string, to: number): Asked | null {
    this.#branch = this.#ask(epoch, Math.max(1, to - maxHealRecords + 1), to);
    return this.#branch;
  }

  /** What comes before `first` of a branch: more of its epoch, or the end of the epoch before that, where it is another here. */
  async #before(epoch: string, seq: number, first: Uint8Array): Promise<Asked | null> {
    if (seq > 0) return { outcome: 'heal', epoch, from: 1, to: seq };
    const envelope = decodeEnvelope(first);
    const begun = envelope.ok ? interpretRecord(envelope.value) : null;
    const previous = begun?.ok && begun.value?.type === 'epoch-begun' ? begun.value.data.previous : null;
    if (previous === null) return null;
    const { tip } = previous;
    const known = this.#journal.epochs.find((one) => one.epoch === previous.epoch);
    if (tip.seq <= (known?.pruned.seq ?? 0)) return null;
    if ((await this.#journal.hashAt(previous.epoch, tip.seq)) === tip.hash) return null;
    return { outcome: 'heal', epoch: previous.epoch, from: 1, to: tip.seq };
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
    const isWhole = wholePlaces(this.#journal.epochs);
    for (const bytes of candidates) {
      const decoded = decodeEnvelope(bytes);
      if (!decoded.ok || decoded.value.epoch !== epoch) continue;
      const { seq } = decoded.value;
      const hash = this.#sha256(bytes);
      if (seq <= dropped) continue;
      if ((await this.#journal.hashAt(epoch, seq)) === hash || this.#carried.has(epoch, seq, '', isWhole)) continue;
      own.push({ type: 'record-carried', data: { epoch, seq, hash, record: new TextDecoder().decode(bytes) } });
    }
    return own;
  }
}
