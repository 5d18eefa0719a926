import {
  type Clock,
  describeFault,
  type EnrollmentResponse,
  type Position,
  type SignedStatement,
} from '@pingjia/shared';
import type { Logger } from 'pino';
import { diskFault } from './journal/disk-fault.ts';
import type { FileSystem } from './journal/file-system.ts';
import type { Journal } from './journal/journal.ts';
import type { JournalMemory } from './journal/journal-memory.ts';
import { JournalWatch } from './journal/journal-watch.ts';
import { Retention, type RetentionOptions } from './journal/retention.ts';
import type { RetentionLimits } from './journal/retention-plan.ts';
import type { DeviceKey } from './provisioning/device-key.ts';
import { IdentityStore } from './provisioning/identity-store.ts';
import { readReceipts } from './sync/stored-receipts.ts';

/** Milliseconds between two looks at what may be dropped. */
const retentionInterval = 3_600_000;

export interface JournalKeeperOptions {
  readonly journal: Journal;
  readonly memory: JournalMemory & Pick<RetentionOptions, 'carried'>;
  readonly fs: FileSystem;
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly segmentBytes?: number | undefined;
  readonly retention?: RetentionLimits | undefined;
  readonly branches: Pick<RetentionOptions, 'branchOf'>;
  readonly onChange: () => void;
}

/** Looks after the journal while the host runs: holds it against the receipts, verifies it, drops what is old. */
export class JournalKeeper {
  readonly #options: JournalKeeperOptions;
  readonly #watch: JournalWatch;
  #cancel: () => void = () => {};
  #working: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(options: JournalKeeperOptions) {
    this.#options = options;
    this.#watch = new JournalWatch(options.journal, options.clock, () => this.#verified());
  }

  /** To be called before anything is appended: what the server signed for must be there still. */
  async compare(enrollment: EnrollmentResponse | null): Promise<void> {
    const { journal, fs, folder, log } = this.#options;
    if (enrollment === null) return;
    try {
      const { anchors } = await readReceipts(fs, folder, enrollment);
      await journal.care.compare(anchors);
    } catch (error) {
      // Receipts are evidence: a pad that cannot read them takes presses all the same, and the server compares, too.
      log.warn(diskFault(error), 'the journal was not held against the receipts');
    }
    this.#tell();
  }

  start(): void {
    this.#watch.start();
    this.#schedule();
  }

  /** Resolves when what is under way has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel();
    await this.#watch.stop();
    await this.#working;
  }

  #schedule(): void {
    if (this.#stopped) return;
    this.#cancel = this.#options.clock.after(retentionInterval, () => {
      this.#working = this.#retain().finally(() => this.#schedule());
    });
  }

  /** A disk or an identity that fails here fails again in an hour; nothing is lost by keeping more. */
  async #retain(): Promise<void> {
    const { fs, folder, journal, memory, log, retention, segmentBytes, branches } = this.#options;
    try {
      const identity = await new IdentityStore(fs, folder).load();
      if (!identity.ok || identity.value === null || identity.value.enrollment === null) return;
      const { key, enrollment } = identity.value;
      const { receipts } = await readReceipts(fs, folder, enrollment);
      const sign = (epoch: string, through: Position) => signDrop(key, enrollment.device, epoch, through);
      const limits = retention === undefined ? {} : { limits: retention };
      const keeper = new Retention({
        fs,
        folder,
        journal,
        memory,
        sign,
        receipts: () => receipts,
        carried: memory.carried,
        branchOf: (epoch) => branches.branchOf(epoch),
        segmentBytes,
        ...limits,
      });
      const dropped = await keeper.run();
      if (dropped.ok && dropped.value > 0) log.info({ records: dropped.value }, 'old records dropped');
    } catch (error) {
      log.warn({ reason: (error as Error).message }, 'old records stay for now');
    }
  }

  #verified(): void {
    this.#tell();
    this.#options.onChange();
  }

  #tell(): void {
    const { damage } = this.#options.journal.care;
    if (damage !== null) this.#options.log.error(damage, describeFault(damage));
  }
}

/** What the device states about the records that it drops: a PrunedThrough under its own key. */
export function signDrop(key: DeviceKey, device: string, epoch: string, through: Position): SignedStatement {
  const statement = JSON.stringify({ device, epoch, through });
  const signature = Buffer.from(key.sign(new TextEncoder().encode(statement))).toString('base64url');
  return { statement, signature, keyId: device };
}
