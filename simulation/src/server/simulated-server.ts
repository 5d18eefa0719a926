import type { HttpRequest, HttpResponse } from '@pingjia/kiosk/host/sync/http-port';
import type { BundleReport, Result } from '@pingjia/shared';
import type { SeededRandom } from '@pingjia/shared/testing';
import { importBundle } from '@pingjia/sync-server/domain/bundles/import-bundle';
import { hashEnrollmentCode } from '@pingjia/sync-server/domain/enrollment/enrollment-code';
import { revoke } from '@pingjia/sync-server/domain/devices/revoke';
import { DeviceQueues } from '@pingjia/sync-server/domain/ingest/device-queues';
import { retryPending } from '@pingjia/sync-server/domain/ingest/retry-pending';
import { LiveEvents } from '@pingjia/sync-server/domain/live/live-events';
import { type CommittedTables, copyTables, createMemoryStore, newTables } from '@pingjia/sync-server/memory-store';
import type { SyncContext } from '@pingjia/sync-server/sync-context';
import type { Bug } from '../history/bug.ts';
import { MachineClock } from '../time/machine-clock.ts';
import { Process } from '../time/process.ts';
import type { Schedule } from '../time/schedule.ts';
import { answerRequest, brokenAnswer } from './answer-request.ts';
import { carelessStore } from './careless-store.ts';
import { guardStore } from './guard-store.ts';
import { SimulatedKeys } from './simulated-keys.ts';
import { unkeptReceipt, unkeptStatement } from './unkept-receipt.ts';
import { acceptUnpacked } from './unpacked-batches.ts';

type Store = SyncContext['store'];

/** Milliseconds; only who answers before it is done notices. */
const commitTakes = 20;

/** The server: a process that dies and starts again, over tables and keys that stay. */
export class SimulatedServer {
  readonly keys: SimulatedKeys;
  readonly #schedule: Schedule;
  readonly #random: SeededRandom;
  readonly #bug: Bug;
  readonly #onBug: (error: unknown) => void;
  #tables: CommittedTables = newTables();
  #snapshot: CommittedTables | null = null;
  #process = new Process();
  #context: SyncContext;

  /** `onBug` is told what the server threw, and what it vouched for wrongly. */
  constructor(schedule: Schedule, random: SeededRandom, bug: Bug, onBug: (error: unknown) => void) {
    this.#onBug = onBug;
    this.#schedule = schedule;
    this.#random = random;
    this.#bug = bug;
    this.keys = new SimulatedKeys(random, bug);
    this.#context = this.#begin();
  }

  get tables(): CommittedTables {
    return this.#tables;
  }

  get up(): boolean {
    return this.#process.alive;
  }

  /** Null where the connection ends without an answer. */
  async handle(request: HttpRequest): Promise<HttpResponse | null> {
    const process = this.#process;
    if (!process.alive) return null;
    return Promise.race([this.#answer(process, request), process.died.then(() => null)]);
  }

  /** The run that is under way or was the last. */
  get process(): Process {
    return this.#process;
  }

  /** Starts again, and tries again what it could not understand, as a server does. */
  async start(): Promise<void> {
    if (this.#process.alive) return;
    this.#context = this.#begin();
    await retryPending(this.#context);
  }

  takeSnapshot(): void {
    this.#snapshot = copyTables(this.#tables);
  }

  /** Starts on the last snapshot, if there is one. Keys and revocations are those of now. */
  async restoreSnapshot(): Promise<void> {
    if (this.#snapshot === null) return;
    this.#process.end();
    this.#tables = copyTables(this.#snapshot);
    await this.start();
  }

  /** What somebody brings on a stick. Null where the server dies over it, or is down. */
  async takeBundle(bundle: Uint8Array): Promise<Result<BundleReport> | null> {
    const process = this.#process;
    if (!process.alive) return null;
    const importing = importBundle(this.#context, pieces(bundle, this.#random), acceptUnpacked);
    const report = await Promise.race([importing, process.died.then(() => null)]);
    for (const signed of report?.ok === true ? report.value.receipts : []) {
      const unkept = unkeptStatement(signed, this.#tables);
      if (unkept !== null) this.#onBug(unkept);
    }
    return report;
  }

  async newCode(place: { readonly siteId: string; readonly windowId: string }): Promise<string> {
    const code = Array.from({ length: 16 }, () => '0123456789ABCDEF'[this.#random.below(16)]).join('');
    const text = code.replace(/(.{4})(?=.)/g, '$1-');
    const hash = hashEnrollmentCode(text);
    if (hash === null) throw new Error(`${text} is no enrollment code`);
    await this.#context.store.storeCode(hash, place, this.#context.clock.wall() + 86_400_000);
    return text;
  }

  revoke(deviceId: string): Promise<boolean> {
    return revoke(this.#context, deviceId);
  }

  async #answer(process: Process, request: HttpRequest): Promise<HttpResponse> {
    await process.call();
    const answer = await answerRequest(this.#context, request).catch((error: unknown) => {
      this.#onBug(error);
      return brokenAnswer;
    });
    await process.call();
    const unkept = unkeptReceipt(answer.body, this.#tables);
    if (unkept !== null) this.#onBug(unkept);
    return answer;
  }

  #begin(): SyncContext {
    this.#process = new Process();
    const clock = new MachineClock(this.#schedule, this.#process, { offset: 0 });
    return {
      store: this.#store(this.#process, clock),
      keys: this.keys.load(),
      clock,
      random: this.#random,
      live: new LiveEvents(),
      queues: new DeviceQueues(),
      metrics: { recordsAccepted: { inc: () => undefined } as never },
    };
  }

  #store(process: Process, clock: MachineClock): Store {
    const tables = this.#tables;
    const early = this.#bug === 'early-receipt';
    const beforeCommit = async (): Promise<void> => {
      if (early) await this.#schedule.delay(commitTakes);
      await process.call();
    };
    const store = createMemoryStore({ now: () => clock.wall(), tables, beforeCommit });
    return guardStore(carelessStore(store, tables, this.#bug), process, this.#bug);
  }
}

/** The bytes as they may arrive. */
async function* pieces(bytes: Uint8Array, random: SeededRandom): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; ) {
    const end = at + 1 + random.below(3_000);
    yield bytes.subarray(at, end);
    at = end;
  }
}
