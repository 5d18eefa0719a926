import type { Clock, MirrorRecord } from '@pingjia/shared';
import type { JournalSource, Rebuilt } from './journal-source.ts';
import { verifyTexts } from './mirror-check.ts';
import { dropDatabase, type MirrorDatabase, openDatabase } from './mirror-database.ts';
import { MirrorSession, type SessionEnd } from './mirror-session.ts';
import { type MirrorState, mirrorStarting } from './mirror-state.ts';
import { within } from './within.ts';

/** Milliseconds until a mirror that failed is tried again. */
export const retryAfter = 30_000;
/** Milliseconds that IndexedDB may take to open or delete: a blocked one never answers. */
const openWithin = 20_000;
/** Milliseconds between two looks whether IndexedDB and the host still answer. */
const lookEvery = 60_000;
/** Milliseconds between two reports of a growing count. */
const tellEvery = 300;
/** Failures in a row after which the copy is given up and built anew. */
const patience = 2;

export interface MirrorOptions {
  readonly name: string;
  readonly source: JournalSource;
  readonly clock: Clock;
  /** Resolves at the next moment in which the page has nothing better to do. */
  readonly idle: () => Promise<void>;
  readonly onState: (state: MirrorState) => void;
}

/** The second full copy of the journal, in IndexedDB. Whatever happens to it, it rebuilds itself and never throws. */
export class Mirror {
  readonly #options: MirrorOptions;
  #state: MirrorState = mirrorStarting;
  #session: MirrorSession | null = null;
  #stopped = false;
  #telling = false;

  constructor(options: MirrorOptions) {
    this.#options = options;
  }

  /** Runs until `stop`. */
  async run(): Promise<void> {
    let rebuilt: Rebuilt = 'no';
    let failures = 0;
    while (!this.#stopped) {
      const end: SessionEnd = await this.#live(rebuilt).catch((): SessionEnd => 'broken');
      if (this.#stopped || end === 'stopped') return;
      failures = end === 'broken' ? failures + 1 : 0;
      if (end === 'broken') this.#say({ ...mirrorStarting, phase: 'unavailable' });
      // A fresh copy that is wrong again would be rebuilt for ever without a breath.
      if (end === 'broken' || (rebuilt !== 'no' && this.#state.phase !== 'current')) await this.#wait(retryAfter);
      if (end !== 'broken') rebuilt = end;
      else rebuilt = failures > patience ? 'gone' : 'no';
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#session?.close();
  }

  /** The newest evaluations, newest first; none while the mirror is unavailable. */
  async latestEvaluations(limit: number): Promise<readonly MirrorRecord[]> {
    return (await this.#session?.reader.latestEvaluations(limit)) ?? [];
  }

  /** The exact bytes of an epoch's records from seq to seq, as far as the mirror has them. */
  async recordsBetween(epoch: string, from: number, to: number): Promise<readonly MirrorRecord[]> {
    return (await this.#session?.reader.recordsBetween(epoch, from, to)) ?? [];
  }

  /** One life of the database: open, compare, follow. Ends with what is wrong. */
  async #live(rebuilt: Rebuilt): Promise<SessionEnd> {
    const { name, clock } = this.#options;
    this.#say({ ...mirrorStarting, rebuilt });
    if (rebuilt !== 'no') await within(openWithin, clock, dropDatabase(name));
    const database = await within(openWithin, clock, openDatabase(name), (late) => void late.close());
    try {
      return await this.#follow(database, rebuilt);
    } finally {
      await this.#session?.close();
      this.#session = null;
      await database.close();
    }
  }

  async #follow(database: MirrorDatabase, rebuilt: Rebuilt): Promise<SessionEnd> {
    const { source } = this.#options;
    const session = new MirrorSession(database.records, source, () => this.#count());
    this.#session = session;
    const records = await session.reader.count();
    if (records === 0 && rebuilt === 'no') return 'gone';
    this.#say({ phase: 'filling', records, rebuilt });
    void this.#attend(session, rebuilt).catch(() => session.end('broken'));
    return session.ended;
  }

  /** Once filled: counts, reports, verifies, then looks after it. */
  async #attend(session: MirrorSession, rebuilt: Rebuilt): Promise<void> {
    const { source, idle } = this.#options;
    await session.filled();
    if (session.over) return;
    const records = await session.reader.count();
    this.#say({ phase: 'current', records, rebuilt });
    await source.report(records, rebuilt);
    if (!(await verifyTexts(session.reader, idle, () => session.over))) return session.end('different');
    while (!session.over) {
      await this.#wait(lookEvery, session);
      if (session.over) break;
      await session.reader.newest();
      session.pullNow();
    }
  }

  /** Told per record; the status corner hears of it a few times a second at most. */
  #count(): void {
    this.#state = { ...this.#state, records: this.#state.records + 1 };
    if (this.#telling) return;
    this.#telling = true;
    this.#options.clock.after(tellEvery, () => {
      this.#telling = false;
      this.#say(this.#state);
    });
  }

  #say(state: MirrorState): void {
    this.#state = state;
    this.#options.onState(state);
  }

  #wait(milliseconds: number, session?: MirrorSession): Promise<unknown> {
    const { clock } = this.#options;
    return Promise.race([
      new Promise<void>((resolve) => clock.after(milliseconds, resolve)),
      ...(session ? [session.ended] : []),
    ]);
  }
}
