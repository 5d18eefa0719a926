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
  type RecordCarried,
  type Result,
  type Sha256,
} from '@pingjia/shared';
import type { Journal } from '../journal/journal.ts';
import type { CarriedRecords } from '../sync/carried-records.ts';
import { carryRecords, loadOf } from '../sync/carry-records.ts';
import { judgeMirror, type RecordsOwner, type Verdict } from './mirror-judge.ts';

type Asked = Extract<MirrorPage, { outcome: 'heal' }>;

export interface MirrorHealerOptions {
  readonly journal: Journal;
  readonly carried: CarriedRecords;
  readonly sha256: Sha256;
  readonly owner: () => RecordsOwner;
}

/**
 * Asks the mirror for what the journal lost, before the mirror is served or reset: holes are filled in place where the hashes
 * prove the bytes; what the mirror holds besides in holes, in place of, or behind, what lies here is written again as `record-carried`.
 */
export class MirrorHealer {
  readonly #journal: Journal;
  readonly #carried: CarriedRecords;
  readonly #sha256: Sha256;
  readonly #owner: () => RecordsOwner;
  /** Ends of ranges that this mirror was asked for, and answered. */
  readonly #asked = new Set<string>();
  #last = '';
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

  /** A page was loaded: its mirror may be another one. */
  meet(): void {
    this.#asked.clear();
    this.#left.clear();
    this.#branch = null;
    this.#searched = false;
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
   * all that is is another device's. `dropping`: it goes afterwards, so that the journal is read through before. Throws FaultError
   * MIRROR_UNDECIDED, and where the journal cannot be read through before a reset.
   */
  async next(
    after: MirrorCheckpoint | null,
    device: string | null | undefined,
    dropping = false,
  ): Promise<Asked | null> {
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
      if (dropping) return this.#search();
      this.#searched = false;
      return null;
    }
    const found = await this.#search();
    if (found !== null) return found;
    const dropped = this.#journal.epochs.find(({ epoch }) => epoch === after.epoch)?.pruned.seq ?? 0;
    return after.seq <= dropped ? null : this.#askBranch(after.epoch, after.seq);
  }

  /** Takes what the mirror answered. Errors: the journal's; the mirror is asked again then. */
  async take(epoch: string, to: number, texts: readonly string[]): Promise<Result<null>> {
    const bytes = texts.map((text) => Buffer.from(text, 'utf8'));
    const kept = await this.#keep(epoch, bytes);
    if (!kept.ok) {
      this.#asked.delete(this.#last);
      return kept;
    }
    if (this.#last !== endOf('branch', epoch, to)) this.#noteAnswer(bytes);
    else this.#branch = kept.value.met ? null : await this.#before(epoch, this.#branch?.from ?? 1, bytes);
    return ok(null);
  }

  /** Heals, and carries what cannot be healed. `met`: whether some of it lies, or lay, here as well. Errors: the journal's. */
  async #keep(epoch: string, bytes: readonly Uint8Array[]): Promise<Result<{ readonly met: boolean }>> {
    const healed = await this.#journal.care.heal(epoch, bytes);
    if (!healed.ok) return healed;
    const { loads, met } = await this.#notHere(epoch, bytes);
    // What no successor proves may be all that is left of a press.
    const carried = this.#verdict === 'carry' ? await carryRecords(this.#journal, this.#carried, loads) : ok();
    return carried.ok ? ok({ met }) : carried;
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
        const range = last < from ? null : this.#ask('hole', epoch, Math.max(from, last - maxHealRecords + 1), last);
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
    this.#branch = this.#ask('branch', epoch, Math.max(1, to - maxHealRecords + 1), to);
    return this.#branch;
  }

  /**
   * What comes before `given` of a branch, which was asked for from `from` on: more of its epoch, or the end of the epoch before
   * that, where it is another here.
   */
  async #before(epoch: string, from: number, [first]: readonly Uint8Array[]): Promise<Asked | null> {
    const envelope = first === undefined ? null : decodeEnvelope(first);
    const seq = (envelope?.ok ? envelope.value.seq : from) - 1;
    if (seq > 0) return { outcome: 'heal', epoch, from: 1, to: seq };
    const begun = envelope?.ok ? interpretRecord(envelope.value) : null;
    const previous = begun?.ok && begun.value?.type === 'epoch-begun' ? begun.value.data.previous : null;
    if (previous === null) return null;
    const { tip } = previous;
    const known = this.#journal.epochs.find((one) => one.epoch === previous.epoch);
    if (tip.seq <= (known?.pruned.seq ?? 0)) return null;
    if ((await this.#journal.hashAt(previous.epoch, tip.seq)) === tip.hash) return null;
    return { outcome: 'heal', epoch: previous.epoch, from: 1, to: tip.seq };
  }

  #ask(what: 'branch' | 'hole', epoch: string, from: number, to: number): Asked | null {
    const end = endOf(what, epoch, to);
    if (this.#asked.has(end)) return null;
    this.#asked.add(end);
    this.#last = end;
    return { outcome: 'heal', epoch, from, to };
  }

  /** Those of an epoch's records that the journal does not hold under their numbers, and has not dropped. */
  async #notHere(epoch: string, candidates: readonly Uint8Array[]) {
    const loads: RecordCarried[] = [];
    let met = false;
    const dropped = this.#journal.epochs.find((known) => known.epoch === epoch)?.pruned.seq ?? 0;
    for (const bytes of candidates) {
      const decoded = decodeEnvelope(bytes);
      if (!decoded.ok || decoded.value.epoch !== epoch) continue;
      const { seq } = decoded.value;
      const hash = this.#sha256(bytes);
      const isHere = seq <= dropped || (await this.#journal.hashAt(epoch, seq)) === hash;
      met ||= isHere;
      if (!isHere) loads.push(loadOf(epoch, { kind: 'record', seq, hash, bytes }));
    }
    return { loads, met };
  }
}

/** A branch may end where a hole does. */
function endOf(what: 'branch' | 'hole', epoch: string, to: number): string {
  return `${what} ${epoch} ${to}`;
}
