import type { Clock, MirrorRecord } from '@pingjia/shared';
import type { JournalSource, Rebuilt } from './journal-source.ts';
import { verifyTexts } from './mirror-check.ts';
import { type MirrorDatabase, openDatabase } from './mirror-database.ts';
import { firstLife, type LifeEnd, nextLife } from './mirror-patience.ts';
import { type MirrorPlace, MirrorPlaces } from './mirror-places.ts';
import { MirrorSession, type SessionEnd } from './mirror-session.ts';
import { type MirrorState, mirrorStarting } from './mirror-state.ts';
import type { StorageBuckets } from './storage-buckets.ts';
import { within } from './within.ts';

/** Milliseconds that IndexedDB may take to open or delete: a blocked one never answers. */
const openWithin = 20_000;
/** Milliseconds between two looks whether IndexedDB and the host still answer. */
const lookEvery = 60_000;
/** Milliseconds between two reports of a growing count. */
const tellEvery = 300;

export interface MirrorOptions {
  readonly name: string;
  /** Null where the browser has none. */
  readonly buckets: StorageBuckets | null;
  readonly source: JournalSource;
  readonly clock: Clock;
  /** Resolves at the next moment in which the page has nothing better to do. */
  readonly idle: () => Promise<void>;
  readonly onState: (state: MirrorState) => void;
}

interface Copy {
  readonly place: MirrorPlace;
  readonly database: MirrorDatabase;
}

/** The second full copy of the journal, in IndexedDB. Whatever happens to it, it rebuilds itself and never throws. */
export class Mirror {
  readonly #options: MirrorOptions;
  readonly #places: MirrorPlaces;
  #state: MirrorState = mirrorStarting;
  #session: MirrorSession | null = null;
  #stopped = false;
  #telling = false;

  constructor(options: MirrorOptions) {
    this.#options = options;
    this.#places = new MirrorPlaces(options.name, options.buckets);
  }

  /** Runs until `stop`. */
  async run(): Promise<void> {
    const beside = this.#options.buckets !== null;
    for (let life = firstLife; !this.#stopped; ) {
      const end: LifeEnd | 'stopped' = await this.#live(life.rebuilt).catch(() => 'broken');
      if (this.#stopped || end === 'stopped') return;
      const filled = this.#state.phase === 'current';
      if (end === 'broken' || end === 'unopened') this.#say({ ...mirrorStarting, phase: 'unavailable' });
      life = nextLife(life, end, filled, beside);
      if (life.wait > 0) await this.#wait(life.wait);
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
  async #live(rebuilt: Rebuilt): Promise<SessionEnd | 'unopened'> {
    const { clock } = this.#options;
    this.#say({ ...mirrorStarting, rebuilt });
    const opening = within(openWithin, clock, this.#open(rebuilt), (late) => void late.database.close());
    const copy = await opening.catch(() => null);
    if (copy === null) return 'unopened';
    try {
      // What cannot be removed now is removed at a later opening.
      await within(openWithin, clock, this.#places.keepOnly(copy.place)).catch(() => {});
      return await this.#follow(copy, rebuilt);
    } finally {
      await this.#session?.close();
      this.#session = null;
      await copy.database.close();
    }
  }

  /** Opens the copy in use, or a new one. */
  async #open(rebuilt: Rebuilt): Promise<Copy> {
    const place = rebuilt === 'no' ? await this.#places.current() : await this.#places.next();
    try {
      return { place, database: await openDatabase(place) };
    } catch (error) {
      if (rebuilt !== 'no') await this.#places.remove(place).catch(() => {});
      throw error;
    }
  }

  async #follow({ place, database }: Copy, why: Rebuilt): Promise<SessionEnd> {
    const { source } = this.#options;
    const session = new MirrorSession(database.records, source, () => this.#count());
    this.#session = session;
    const records = await session.reader.count();
    const isEmpty = records === 0 && why === 'no';
    if (isEmpty && !place.isNew) return 'gone';
    const rebuilt = isEmpty ? 'gone' : why;
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
