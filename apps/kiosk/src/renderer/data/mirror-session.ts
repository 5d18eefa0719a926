import { replicateRxCollection, type RxReplicationState } from 'rxdb/plugins/replication';
import { Subject } from 'rxjs';
import { giveAllBack, type HeldTexts } from './give-back.ts';
import type { JournalSource, Rebuilt } from './journal-source.ts';
import { checkCheckpoint } from './mirror-check.ts';
import type { MirrorCollection } from './mirror-database.ts';
import { type MirrorDocument, toDocument } from './mirror-document.ts';
import { MirrorReader } from './mirror-reader.ts';
import { type CountedCheckpoint, pullRecords } from './pull-records.ts';

/** Records of one pull. */
const pageSize = 500;
/** Milliseconds until RxDB tries a failed pull again; a new conversation does not wait for it. */
const retryTime = 2_000;

/** Why a session ended: the mirror must be rebuilt, or IndexedDB failed. */
export type SessionEnd = Exclude<Rebuilt, 'no'> | 'broken' | 'stopped';

/** One open mirror that follows the journal by RxDB's replication until something is wrong with it. */
export class MirrorSession {
  readonly reader: MirrorReader;
  readonly ended: Promise<SessionEnd>;
  /** Asks the journal for more. */
  readonly pullNow: () => void;
  readonly #replication: RxReplicationState<MirrorDocument, CountedCheckpoint>;
  readonly #source: JournalSource;
  #end: (why: SessionEnd) => void = () => {};
  #over = false;
  #checked = false;
  /** What cannot be read cannot be given back. */
  readonly #held: HeldTexts = (epoch, from, to) => this.reader.recordsBetween(epoch, from, to).catch(() => []);

  constructor(records: MirrorCollection, source: JournalSource, onStored: () => void) {
    this.reader = new MirrorReader(records);
    this.#source = source;
    const grown = new Subject<'RESYNC'>();
    this.pullNow = () => grown.next('RESYNC');
    const stopListening = source.onGrown(this.pullNow);
    this.ended = new Promise((resolve) => {
      this.#end = (why) => {
        if (!this.#over) stopListening();
        this.#over = true;
        resolve(why);
      };
    });
    this.#replication = replicateRxCollection<MirrorDocument, CountedCheckpoint>({
      replicationIdentifier: 'journal',
      collection: records,
      live: true,
      waitForLeadership: false,
      toggleOnDocumentVisible: false,
      retryTime,
      pull: { batchSize: pageSize, stream$: grown, handler: (after) => this.#pull(after ?? null) },
    });
    this.#replication.received$.subscribe(onStored);
    this.#replication.error$.subscribe((error) => {
      // RxDB repeats a failed pull by itself. After a failed *write* it would go on behind the hole.
      if (error.parameters?.direction !== 'pull') this.end('broken');
    });
  }

  get over(): boolean {
    return this.#over;
  }

  /** Resolves when everything the journal had at the start is stored. */
  filled(): Promise<void> {
    return this.#replication.awaitInitialReplication();
  }

  end(why: SessionEnd): void {
    this.#end(why);
  }

  async close(): Promise<void> {
    this.end('stopped');
    await this.#replication.cancel();
  }

  async #pull(after: CountedCheckpoint | null) {
    if (!this.#checked) await this.#check(after);
    const pulled = await pullRecords(this.#source, after, pageSize, this.#held);
    if (pulled === 'reset') return this.#giveUp('different');
    const documents = pulled.records.map((record) => ({ ...toDocument(record), _deleted: false }));
    return { documents, checkpoint: pulled.checkpoint ?? undefined };
  }

  async #check(after: CountedCheckpoint | null): Promise<void> {
    const verdict = await checkCheckpoint(this.reader, after).catch(() => 'broken' as const);
    if (verdict !== 'no') {
      const newest = await this.reader.newest().catch(() => null);
      if (newest !== null) await giveAllBack(this.#source, { ...newest, device: after?.device }, this.#held);
      this.#giveUp(verdict);
    }
    this.#checked = true;
  }

  #giveUp(why: SessionEnd): never {
    this.end(why);
    throw new Error(`The mirror is ${why}.`);
  }
}
