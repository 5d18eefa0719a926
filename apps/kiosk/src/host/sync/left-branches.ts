import { ok, type Position, type Result } from '@pingjia/shared';
import type { Journal } from '../journal/journal.ts';
import type { CarriedRecords } from './carried-records.ts';
import { carryBranch, findCommonSeq } from './fork.ts';
import type { ServerLink } from './server-link.ts';

export interface LeftBranchesOptions {
  readonly journal: Journal;
  readonly link: ServerLink;
  readonly carried: CarriedRecords;
}

/** Epochs whose own branch lives on elsewhere, each with the last seq on which both sides agreed. */
export class LeftBranches {
  readonly #options: LeftBranchesOptions;
  readonly #common = new Map<string, number>();
  /** The journal's holes when an epoch was last carried: more of them may have taken a carrier, fewer given back a record. */
  readonly #holes = new Map<string, string>();

  constructor(options: LeftBranchesOptions) {
    this.#options = options;
  }

  /** Undefined where the epoch did not fork, as far as known. */
  commonOf(epoch: string): number | undefined {
    return this.#common.get(epoch);
  }

  /** What the server holds of the epoch is ours again. */
  rejoin(epoch: string): void {
    this.#common.delete(epoch);
    this.#holes.delete(epoch);
  }

  /** Its branch was carried by an earlier run, and dropped. */
  settle(epoch: string): void {
    this.#common.set(epoch, 0);
  }

  /** Carries what lies behind the last record that both sides have in common up to `watermark`. Errors: the link's, the journal's. */
  async leave(epoch: string, watermark: Position): Promise<Result<void>> {
    const { journal, link } = this.#options;
    const tip = journal.tipOf(epoch)?.seq ?? 0;
    const common = await findCommonSeq(journal, link, epoch, Math.min(watermark.seq, tip));
    return common.ok ? this.#carry(epoch, common.value) : common;
  }

  /** Carries again what no carrier that can be read carries any more. Errors: the journal's. */
  async carryLost(): Promise<Result<void>> {
    const holes = this.#holesNow();
    for (const [epoch, common] of this.#common) {
      if (this.#holes.get(epoch) === holes) continue;
      const carried = await this.#carry(epoch, common);
      if (!carried.ok) return carried;
    }
    return ok();
  }

  async #carry(epoch: string, common: number): Promise<Result<void>> {
    const { journal, carried } = this.#options;
    const holes = this.#holesNow();
    const done = await carryBranch(journal, carried, epoch, common);
    if (!done.ok) return done;
    this.#common.set(epoch, common);
    this.#holes.set(epoch, holes);
    return ok();
  }

  #holesNow(): string {
    const { epochs } = this.#options.journal;
    return JSON.stringify(epochs.flatMap(({ epoch, holes }) => (holes.length === 0 ? [] : [[epoch, holes]])));
  }
}
