import { err, ok, type Position, type Result } from '@pingjia/shared';
import { diskFault } from '../journal/disk-fault.ts';
import type { Journal } from '../journal/journal.ts';
import { isCarriedOn } from '../journal/received-records.ts';
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
  /** Those of which the server itself said in this run where they part. */
  readonly #asked = new Set<string>();
  /** A stick and the line may bring the same news at once. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: LeftBranchesOptions) {
    this.#options = options;
  }

  /** Undefined where the epoch did not fork, as far as known. */
  commonOf(epoch: string): number | undefined {
    return this.#common.get(epoch);
  }

  /** As commonOf, where the server itself was asked in this run. */
  agreedOn(epoch: string): number | undefined {
    return this.#asked.has(epoch) ? this.commonOf(epoch) : undefined;
  }

  /** What the server holds of the epoch is ours again. */
  rejoin(epoch: string): void {
    this.#asked.delete(epoch);
    this.#common.delete(epoch);
    this.#holes.delete(epoch);
  }

  /** Its branch was carried by an earlier run, and dropped. */
  settle(epoch: string): void {
    this.#asked.add(epoch);
    this.#common.set(epoch, 0);
  }

  /** Finds the branches that earlier runs carried, `held` being what the server is known to have of each epoch. */
  recall(held: (epoch: string) => number): Promise<void> {
    return this.#inTurn(async () => {
      const { journal, carried } = this.#options;
      const holes = this.#holesNow();
      // The newest lives on nowhere else.
      for (const summary of journal.epochs.slice(0, -1)) {
        const { epoch } = summary;
        const common = held(epoch);
        if (!(await isCarriedOn(journal, carried, summary, common))) continue;
        this.#common.set(epoch, common);
        this.#holes.set(epoch, holes);
      }
    });
  }

  /** Carries what lies behind the last record that both sides have in common up to `watermark`. Errors: the link's, the journal's. */
  async leave(epoch: string, watermark: Position): Promise<Result<void>> {
    const { journal, link } = this.#options;
    const tip = journal.tipOf(epoch)?.seq ?? 0;
    const common = await findCommonSeq(journal, link, epoch, Math.min(watermark.seq, tip));
    if (!common.ok) return common;
    const carried = await this.#inTurn(() => this.#carry(epoch, common.value));
    if (!carried.ok) return carried;
    this.#asked.add(epoch);
    return ok();
  }

  /** Carries what lies behind `common`, which may be less than both sides have; how many records were written. Errors: the journal's. */
  leaveBehind(epoch: string, common: number): Promise<Result<number>> {
    return this.#inTurn(() => this.#carry(epoch, Math.min(common, this.commonOf(epoch) ?? common)));
  }

  /** Carries again what no carrier that can be read carries any more; how many records were written. Errors: the journal's. */
  carryLost(): Promise<Result<number>> {
    return this.#inTurn(() => this.#carryLost()).catch((error: unknown) => err(diskFault(error)));
  }

  async #carryLost(): Promise<Result<number>> {
    let count = 0;
    const holes = this.#holesNow();
    for (const [epoch, common] of this.#common) {
      if (this.#holes.get(epoch) === holes) continue;
      const carried = await this.#carry(epoch, common);
      if (!carried.ok) return carried;
      count += carried.value;
    }
    return ok(count);
  }

  async #carry(epoch: string, common: number): Promise<Result<number>> {
    const { journal, carried } = this.#options;
    const holes = this.#holesNow();
    const done = await carryBranch(journal, carried, epoch, common);
    if (!done.ok) return done;
    this.#common.set(epoch, common);
    this.#holes.set(epoch, holes);
    return done;
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(act);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  #holesNow(): string {
    const { epochs } = this.#options.journal;
    // A hole may be found and healed between two looks.
    return JSON.stringify(
      epochs.flatMap(({ epoch, holes, healed }) => (holes.length + healed === 0 ? [] : [[epoch, healed, holes]])),
    );
  }
}
