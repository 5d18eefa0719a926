import { type EpochReason, err, type Fault, fault, ok, type Result } from '@pingjia/shared';
import { type Anchor, type Contradiction, findContradictions } from './anchors.ts';
import { diskFault } from './disk-fault.ts';
import type { EpochSummary, HeldRecords } from './epoch-summary.ts';
import type { FileSystem } from './file-system.ts';
import type { NamedEpoch } from './open-epochs.ts';
import { type PrunedFile, readPruned } from './pruned-file.ts';

export interface JournalCareOptions {
  readonly fs: FileSystem;
  readonly folder: string;
  readonly journal: HeldRecords & { readonly current: EpochSummary };
  readonly epochs: readonly NamedEpoch[];
  /** Runs while nothing is appended; what it throws is the journal's fault. */
  readonly attempt: (task: () => Promise<void>) => Promise<Result<void>>;
  /** The next opening's starting place is to be kept anew; only within `attempt`, before anything is changed. */
  readonly forgetCheckpoint: () => Promise<void>;
  /** Only within `attempt`. */
  readonly begin: (reason: EpochReason) => Promise<void>;
}

/** What is done to a journal besides appending: comparing, verifying, healing and dropping. Errors as append. */
export class JournalCare {
  readonly #options: JournalCareOptions;
  #contradiction: Contradiction | null = null;

  constructor(options: JournalCareOptions) {
    this.#options = options;
  }

  /** JOURNAL_ALTERED or JOURNAL_DAMAGED with the first record in question; null where nothing is known to be wrong. */
  get damage(): Fault | null {
    if (this.#contradiction !== null) return fault('JOURNAL_ALTERED', placeOf(this.#contradiction));
    for (const { log } of this.#options.epochs) {
      const seqs = log.damages.map(({ seq }) => seq);
      if (seqs.length > 0) return fault('JOURNAL_DAMAGED', placeOf({ epoch: log.epoch, seq: Math.min(...seqs) }));
    }
    return null;
  }

  /**
   * Holds the journal against what others vouch for. Where that contradicts the newest epoch, or names an epoch that is
   * gone, a new one is begun.
   */
  compare(anchors: readonly Anchor[]): Promise<Result<void>> {
    const { journal, attempt, begin } = this.#options;
    return attempt(async () => {
      const found = await findContradictions(journal, anchors);
      this.#contradiction = found[0] ?? null;
      const { epoch } = journal.current;
      const here = found.filter((one) => one.epoch === epoch);
      if (here.length > 0) await begin(here.some(({ kind }) => kind === 'cut') ? 'tail-lost' : 'damaged');
      else if (await this.#isNewlyGone(found, anchors)) await begin('folder-replaced');
    });
  }

  /** Reads everything again, awaiting `pause` every few records. Damage that is found in the newest epoch ends it. */
  async verify(pause: () => Promise<void>): Promise<Result<void>> {
    const { epochs, attempt, begin, forgetCheckpoint } = this.#options;
    for (const { log } of epochs) {
      const known = log.damages.length;
      try {
        await log.verify(pause);
      } catch (error) {
        return err(diskFault(error));
      }
      // A damaged epoch that is still the newest is one that could not be ended when its damage was found.
      const isToEnd = epochs.at(-1)?.log === log && log.damaged;
      if (log.damages.length === known && !isToEnd) continue;
      const ended = await attempt(async () => {
        await forgetCheckpoint();
        if (epochs.at(-1)?.log === log) await begin('damaged');
      });
      if (!ended.ok) return ended;
    }
    return ok();
  }

  /** Fills holes of an epoch with those of `candidates` that the hashes prove; how many records they were. */
  async heal(epoch: string, candidates: readonly Uint8Array[]): Promise<Result<number>> {
    let healed = 0;
    const done = await this.#change(epoch, async ({ log }) => {
      healed = await log.heal(candidates);
    });
    return done.ok ? ok(healed) : done;
  }

  /** Drops the files of an epoch below `pruned.segment`; what the device signed for is in it. */
  prune(epoch: string, pruned: PrunedFile): Promise<Result<void>> {
    return this.#change(epoch, ({ log }) => log.prune(pruned));
  }

  /** What the records dropped so far had told, up to `epoch`; null where none were. */
  async droppedMemory(epoch: string): Promise<unknown> {
    const { epochs, fs, folder } = this.#options;
    const upTo = epochs.findIndex(({ log }) => log.epoch === epoch) + 1;
    for (const { name } of epochs.slice(0, upTo).toReversed()) {
      const pruned = await readPruned(fs, `${folder}/${name}`);
      if (pruned !== null) return pruned.memory;
    }
    return null;
  }

  #change(epoch: string, change: (named: NamedEpoch) => Promise<void>): Promise<Result<void>> {
    const { epochs, attempt, forgetCheckpoint } = this.#options;
    const named = epochs.find(({ log }) => log.epoch === epoch);
    if (named === undefined) return Promise.resolve(ok());
    return attempt(async () => {
      await forgetCheckpoint();
      await change(named);
    });
  }

  /** Whether an epoch is gone that no epoch here was begun for. `anchors` stand in the order in which they came. */
  async #isNewlyGone(found: readonly Contradiction[], anchors: readonly Anchor[]): Promise<boolean> {
    const gone = found.filter(({ kind }) => kind === 'gone');
    const { epochs } = this.#options;
    let replaced = -1;
    for (const [place, { log }] of gone.length === 0 ? [] : epochs.entries()) {
      if (!(await this.#isReplacement(log.epoch))) continue;
      // What the server had before it had anything from this epoch on.
      const since = new Set(epochs.slice(place).map((named) => named.log.epoch));
      const first = anchors.findIndex(({ epoch }) => since.has(epoch));
      replaced = Math.max(replaced, first === -1 ? anchors.length : first);
    }
    return gone.some(({ epoch }) => anchors.findIndex((anchor) => anchor.epoch === epoch) >= replaced);
  }

  /** Whether an epoch says itself that it replaces what is gone. */
  async #isReplacement(epoch: string): Promise<boolean> {
    const [begun] = await this.#options.journal.read(epoch, 1, 1, 0);
    return begun?.kind === 'record' && begun.seq === 1 && Buffer.from(begun.bytes).includes('"folder-replaced"');
  }
}

function placeOf({ epoch, seq }: { epoch: string; seq: number }): string {
  return `epoch ${epoch}, seq ${seq}`;
}
