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
import type { Journal } from './journal.ts';
import type { JournalMemory } from './journal-memory.ts';
import {
  defaultRetention,
  noteReceipts,
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
    const { journal, receipts, limits = defaultRetention, segmentBytes = defaultSegmentBytes } = this.#options;
    const received = await this.#noteReceipts(receipts());
    const plan = planDrop(journal.epochs, received, limits, segmentBytes);
    for (const { segment, through } of plan?.boundaries ?? []) {
      if (plan === null || (await crosses(journal, plan.epoch, through))) continue;
      return this.#drop(plan.epoch, segment, through);
    }
    return ok(0);
  }

  async #noteReceipts(receipts: ReadonlyMap<string, Receipt>): Promise<Received> {
    const { fs, folder, journal } = this.#options;
    const path = `${folder}/retention.json`;
    const known = receivedSchema.safeParse(parseJson((await readTextFile(fs, path)) ?? '')).data;
    const before = known ?? { newest: 0, files: {} };
    const received = noteReceipts(before, journal.epochs, receipts);
    if (JSON.stringify(received) !== JSON.stringify(before))
      await writeFileAtomically(fs, path, JSON.stringify(received));
    return received;
  }

  async #drop(epoch: string, segment: number, last: number): Promise<Result<number>> {
    const { journal, sign, memory } = this.#options;
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
    const statement = sign(epoch, through);
    const dropped = await journal.care.prune(epoch, { through, segment, statement, memory: folded.snapshot() });
    return dropped.ok ? ok(last - summary.pruned.seq) : dropped;
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
