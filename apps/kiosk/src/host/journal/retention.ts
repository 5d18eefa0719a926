import {
  decodeEnvelope,
  ok,
  type Position,
  parseJson,
  type Receipt,
  type RecordEnvelope,
  type Result,
  type SignedStatement,
} from '@pingjia/shared';
import { readTextFile, writeFileAtomically } from './atomic-file.ts';
import type { FileSystem } from './file-system.ts';
import type { CarriedRecords } from '../sync/carried-records.ts';
import type { EpochSummary } from './epoch-summary.ts';
import type { Journal } from './journal.ts';
import type { JournalMemory } from './journal-memory.ts';
import { findReceived, fittingReceipts } from './received-records.ts';
import {
  defaultRetention,
  noteReceipts,
  nothingReceived,
  planDrop,
  type Received,
  receivedSchema,
  type RetentionLimits,
} from './retention-plan.ts';
import { defaultSegmentBytes } from './segment.ts';
import { crosses } from './whole-evaluations.ts';

export interface RetentionOptions {
  readonly fs: FileSystem;
  /** The pad's folder; keeps `retention.json`. */
  readonly folder: string;
  readonly journal: Journal;
  /** Of the kind that the journal is folded into. */
  readonly memory: JournalMemory;
  /** Signs that the records of an epoch up to a position are dropped. */
  readonly sign: (epoch: string, through: Position) => SignedStatement;
  /** The newest valid receipt of each epoch. */
  readonly receipts: () => ReadonlyMap<string, Receipt>;
  /** Where the records of forked epochs live on. */
  readonly carried: Pick<CarriedRecords, 'carrierOf'>;
  /** As Conversation.branchOf. */
  readonly branchOf: (epoch: string) => number | null | undefined;
  readonly limits?: RetentionLimits;
  readonly segmentBytes?: number | undefined;
}

/** Records read at a time. */
const portion = 500;

/** Drops what the server has had for long enough: whole files with whole evaluations, below a signed statement. */
export class Retention {
  readonly #options: RetentionOptions;

  constructor(options: RetentionOptions) {
    this.#options = options;
  }

  /** Drops at most one run of files; the number of records dropped. Errors: the journal's. Throws the platform's error. */
  async run(): Promise<Result<number>> {
    const { journal, receipts, carried, limits = defaultRetention, segmentBytes = defaultSegmentBytes } = this.#options;
    const before = await this.#noted();
    const fitting = await fittingReceipts(journal, receipts());
    const branches = this.#branches(before);
    const found = await findReceived(journal, fitting, branches, carried);
    const received = noteReceipts({ ...before, branches }, journal.epochs, fitting, found);
    await this.#note(before, received);
    const plan = planDrop(journal.epochs, received, limits, segmentBytes);
    for (const { segment, through } of plan?.boundaries ?? []) {
      if (plan === null || (await crosses(journal, plan.epoch, through))) continue;
      const shared = found.get(plan.epoch)?.shared ?? 0;
      return this.#drop(plan.epoch, segment, through, Math.min(shared, through));
    }
    return ok(0);
  }

  /** What the server says about each epoch in this run, or said in an earlier one. */
  #branches({ branches }: Received): Received['branches'] {
    const known = this.#options.journal.epochs.flatMap(({ epoch }) => {
      const told = this.#options.branchOf(epoch);
      const shared = told === undefined ? branches[epoch] : told;
      return typeof shared === 'number' ? [[epoch, shared] as const] : [];
    });
    return Object.fromEntries(known);
  }

  async #noted(): Promise<Received> {
    const text = await readTextFile(this.#options.fs, this.#path);
    return receivedSchema.safeParse(parseJson(text ?? '')).data ?? nothingReceived;
  }

  async #note(before: Received, received: Received): Promise<void> {
    // A full disk must not keep what would make room: the time it takes is noted another time.
    if (JSON.stringify(received) !== JSON.stringify(before))
      await writeFileAtomically(this.#options.fs, this.#path, JSON.stringify(received)).catch(() => undefined);
  }

  get #path(): string {
    return `${this.#options.folder}/retention.json`;
  }

  /** `shared`: the last record of these that is not carried by another epoch. */
  async #drop(epoch: string, segment: number, last: number, shared: number): Promise<Result<number>> {
    const { journal, memory } = this.#options;
    const hash = await journal.hashAt(epoch, last);
    const summary = journal.epochs.find((known) => known.epoch === epoch);
    // A place that cannot be read has no hash to sign for; what lies around it stays.
    if (hash === null || summary === undefined) return ok(0);
    const through = { seq: last, hash };
    const folded = memory.fresh();
    const before = await journal.care.droppedMemory(epoch);
    if (before !== null) folded.restore(before);
    for await (const record of this.#records(epoch, summary.pruned.seq + 1, last))
      folded.visit(record.envelope, record.hash);
    const statement = await this.#state(summary, shared);
    const dropped = await journal.care.prune(epoch, { through, segment, statement, memory: folded.snapshot() });
    return dropped.ok ? ok(last - summary.pruned.seq) : dropped;
  }

  /** What the device signs: nothing new where all that goes now lives on elsewhere. */
  async #state({ epoch, pruned, prunedStatement }: EpochSummary, shared: number): Promise<SignedStatement | null> {
    const { journal, sign } = this.#options;
    const hash = shared > pruned.seq ? await journal.hashAt(epoch, shared) : null;
    return hash === null ? prunedStatement : sign(epoch, { seq: shared, hash });
  }

  async *#records(epoch: string, from: number, to: number) {
    for (let next = from; next <= to; ) {
      const items = await this.#options.journal.read(epoch, next, Math.min(portion, to - next + 1), 4 * 1024 * 1024);
      for (const item of items) {
        if (item.kind === 'hole') continue;
        const decoded = decodeEnvelope(item.bytes);
        const envelope: RecordEnvelope | null = decoded.ok ? decoded.value : null;
        if (envelope !== null) yield { envelope, hash: item.hash };
      }
      const last = items.at(-1);
      if (last === undefined) return;
      next = (last.kind === 'hole' ? last.to : last.seq) + 1;
    }
  }
}
