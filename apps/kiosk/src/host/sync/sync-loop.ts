import {
  batchLimits,
  type Clock,
  chainStart,
  type DeviceConfiguration,
  type EnrollmentResponse,
  err,
  type Fault,
  fault,
  type HandshakeResponse,
  heartbeatInterval,
  type HostStatus,
  maxHandshakeEpochs,
  noConfiguration,
  ok,
  type Position,
  type RandomSource,
  type Result,
} from '@pingjia/shared';
import { diskFault } from '../journal/disk-fault.ts';
import type { EpochSummary, Journal } from '../journal/journal.ts';
import { BackOff, backOffTimes } from './back-off.ts';
import { buildBatch } from './batch-builder.ts';
import type { CarriedRecords } from './carried-records.ts';
import { carryBranch, compareWithServer, findCommonSeq } from './fork.ts';
import { openReceipt, type ReceiptStore } from './receipts.ts';
import type { ServerLink } from './server-link.ts';

/** Signed receipts reach the disk at most this often, milliseconds. */
const receiptInterval = 10_000;

export interface SyncLoopOptions {
  readonly journal: Journal;
  readonly link: ServerLink;
  readonly enrollment: EnrollmentResponse;
  readonly receipts: ReceiptStore;
  readonly carried: CarriedRecords;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly software: string;
  readonly configurationVersion: () => string | null;
  readonly onConfiguration: (configuration: DeviceConfiguration) => Promise<void>;
  readonly onStatus: () => void;
}

/** Refusals that waiting a moment does not mend: a person has to act. */
const refusals: readonly string[] = [
  'CLIENT_TOO_OLD',
  'SERVER_TOO_OLD',
  'DEVICE_REVOKED',
  'DEVICE_UNKNOWN',
  'SIGNATURE_INVALID',
];

/** The server's place differs from what we thought: ask it again. */
const misplaced: readonly string[] = ['EPOCH_FORKED', 'BATCH_OUT_OF_PLACE'];

/**
 * Sends what the server says it lacks, by (epoch, seq), in one loop: handshake, push until current, wait for an append or
 * the heartbeat, and so on. Every failure waits with jittered back-off and begins anew with a handshake. See docs/sync-spec.md.
 */
export class SyncLoop {
  readonly #options: SyncLoopOptions;
  readonly #backOff: BackOff;
  /** What the server holds durably, per epoch, as its signed receipts say. */
  readonly #watermarks = new Map<string, Position>();
  /** Epochs whose own branch lives on elsewhere. */
  readonly #settled = new Set<string>();
  #limit: number = batchLimits.records;
  #phase: HostStatus['sync']['phase'] = 'connecting';
  #fault: Fault | null = null;
  #configurationFault: Fault | null = null;
  #retryAt: number | null = null;
  #receiptsSavedAt = -receiptInterval;
  #stopped = false;
  #wake: () => void = () => {};
  #running: Promise<void> | null = null;

  constructor(options: SyncLoopOptions) {
    this.#options = options;
    this.#backOff = new BackOff(options.random);
  }

  get status(): HostStatus['sync'] {
    const { clock } = this.#options;
    return {
      phase: this.#phase,
      unsent: this.#unsent(),
      fault: this.#fault,
      retryIn: this.#retryAt === null ? null : Math.max(0, this.#retryAt - clock.monotonic()),
    };
  }

  start(): void {
    const { journal } = this.#options;
    const forget = journal.onAppend(() => this.#phase === 'current' && this.#wake());
    this.#running ??= this.#run().finally(forget);
  }

  /** Tries now instead of when the back-off ends: the network is said to be back. */
  retryNow(): void {
    this.#wake();
  }

  /** Ends after the request in hand. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake();
    await this.#running;
    // What a full disk cannot take of the evidence, the server says again at the next handshake.
    await this.#options.receipts.save().catch(() => undefined);
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      const round = await this.#attempt();
      if (this.#stopped) return;
      if (round.ok) {
        this.#backOff.reset();
        this.#show('current', this.#configurationFault);
        if (this.#unsent() === 0) await this.#sleep(heartbeatInterval);
      } else {
        const refused = refusals.includes(round.error.code);
        const wait = refused ? Math.max(backOffTimes.refused, this.#backOff.next()) : this.#backOff.next();
        this.#retryAt = this.#options.clock.monotonic() + wait;
        this.#show(refused ? 'refused' : 'waiting', round.error);
        await this.#sleep(wait);
        this.#retryAt = null;
      }
    }
  }

  /** A round and the keeping of its receipts. A disk that fails here is one more reason to wait and try again. */
  async #attempt(): Promise<Result<void>> {
    try {
      const round = await this.#round();
      if (round.ok) await this.#saveReceipts();
      return round;
    } catch (error) {
      return err(diskFault(error));
    }
  }

  /** Receipts are evidence, not state: keeping the newest some seconds late costs nothing, syncing the disk at every press would. */
  async #saveReceipts(): Promise<void> {
    const now = this.#options.clock.monotonic();
    if (now - this.#receiptsSavedAt < receiptInterval) return;
    this.#receiptsSavedAt = now;
    await this.#options.receipts.save();
  }

  /** One conversation: what does the server hold, and everything it lacks. */
  async #round(): Promise<Result<void>> {
    const known = this.#phase === 'current' && this.#unsent() > 0;
    if (!known) {
      if (this.#phase !== 'current') this.#show('connecting', this.#fault);
      const agreed = await this.#agree();
      if (!agreed.ok) return agreed;
    }
    if (this.#unsent() > 0) this.#show('sending', null);
    for (const summary of this.#options.journal.epochs) {
      if (this.#settled.has(summary.epoch)) continue;
      const sent = await this.#sendEpoch(summary.epoch);
      if (!sent.ok) return sent;
    }
    return ok();
  }

  async #agree(): Promise<Result<void>> {
    const { journal, link, enrollment, software, configurationVersion } = this.#options;
    const listed = journal.epochs.slice(-maxHandshakeEpochs);
    const answer = await link.handshake({
      software,
      certificate: enrollment.certificate,
      epochs: listed.map(({ epoch, tip }) => ({ epoch, tip })),
      configurationVersion: configurationVersion(),
    });
    if (!answer.ok) return answer;
    for (const { epoch } of listed) {
      const agreed = await this.#agreeOn(epoch, answer.value);
      if (!agreed.ok) return agreed;
    }
    await this.#refreshConfiguration(answer.value.configurationVersion);
    return ok();
  }

  /** Never in the way of sending: a pad whose configuration cannot be had goes on with the one it has, and says so. */
  async #refreshConfiguration(version: string): Promise<void> {
    const { link, configurationVersion, onConfiguration } = this.#options;
    this.#configurationFault = null;
    if (version === noConfiguration || version === configurationVersion()) return;
    try {
      const configuration = await link.configuration();
      if (configuration.ok) await onConfiguration(configuration.value);
      else this.#configurationFault = configuration.error;
    } catch (error) {
      this.#configurationFault = diskFault(error);
    }
  }

  async #agreeOn(epoch: string, { heads }: HandshakeResponse): Promise<Result<void>> {
    // Its branch lives on elsewhere, and nothing of it is sent any more.
    if (this.#settled.has(epoch)) return ok();
    const { journal, link, carried, receipts, enrollment } = this.#options;
    const head = heads.find((candidate) => candidate.epoch === epoch);
    if (head === undefined) return err(fault('SERVER_ANSWER_INVALID', 'an epoch is missing from the handshake'));
    if (head.receipt === null) {
      this.#watermarks.set(epoch, chainStart);
      return ok();
    }
    const receipt = openReceipt(head.receipt, enrollment.serverKey, enrollment.device, epoch);
    if (receipt === null) return err(fault('SERVER_ANSWER_INVALID', 'receipt'));
    const relation = await compareWithServer(journal, epoch, receipt.watermark, head.hashAtTip);
    if (relation === 'forked') {
      const tip = journal.tipOf(epoch)?.seq ?? 0;
      const common = await findCommonSeq(journal, link, epoch, Math.min(receipt.watermark.seq, tip));
      if (!common.ok) return common;
      const carry = await carryBranch(journal, carried, epoch, common.value);
      if (!carry.ok) return carry;
      this.#settled.add(epoch);
      return ok();
    }
    if (relation === 'tail-lost' && journal.current.epoch === epoch) {
      const begun = await journal.beginEpoch('tail-lost');
      if (!begun.ok) return begun;
    }
    receipts.note(epoch, head.receipt);
    this.#watermarks.set(epoch, receipt.watermark);
    return ok();
  }

  async #sendEpoch(epoch: string): Promise<Result<void>> {
    while (!this.#stopped) {
      const after = this.#watermarks.get(epoch) ?? chainStart;
      const { journal, enrollment } = this.#options;
      if ((journal.tipOf(epoch)?.seq ?? 0) <= after.seq) return ok();
      const batch = await buildBatch(journal, enrollment.device, epoch, after, this.#limit);
      if (batch === null) return err(fault('JOURNAL_DAMAGED', `nothing after ${after.seq} can be sent`));
      const pushed = await this.#push(epoch, batch);
      if (!pushed.ok) return pushed;
    }
    return ok();
  }

  async #push(epoch: string, batch: NonNullable<Awaited<ReturnType<typeof buildBatch>>>): Promise<Result<void>> {
    const { link, enrollment, receipts } = this.#options;
    const answer = await link.push(batch);
    if (!answer.ok) {
      if (answer.error.code === 'BATCH_TOO_LARGE' && this.#limit > 1) {
        this.#limit = Math.ceil(this.#limit / 2);
        return ok();
      }
      if (misplaced.includes(answer.error.code)) this.#watermarks.delete(epoch);
      return answer;
    }
    const receipt = openReceipt(answer.value.receipt, enrollment.serverKey, enrollment.device, epoch);
    if (receipt === null || receipt.watermark.seq < batch.header.to)
      return err(fault('SERVER_ANSWER_INVALID', 'receipt'));
    receipts.note(epoch, answer.value.receipt);
    this.#watermarks.set(epoch, receipt.watermark);
    this.#options.onStatus();
    return ok();
  }

  #unsent(): number {
    const lacking = ({ epoch, tip }: EpochSummary) =>
      this.#settled.has(epoch) ? 0 : Math.max(0, tip.seq - (this.#watermarks.get(epoch)?.seq ?? 0));
    return this.#options.journal.epochs.reduce((sum, summary) => sum + lacking(summary), 0);
  }

  #show(phase: HostStatus['sync']['phase'], found: Fault | null): void {
    this.#phase = phase;
    this.#fault = found;
    this.#options.onStatus();
  }

  #sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(milliseconds, resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
      if (this.#stopped) this.#wake();
    });
  }
}
