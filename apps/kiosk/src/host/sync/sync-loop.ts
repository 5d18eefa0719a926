import {
  err,
  type Fault,
  type HostStatus,
  heartbeatInterval,
  noConfiguration,
  ok,
  type RandomSource,
  type Result,
} from '@pingjia/shared';
import type { Brought } from '../bundle/take-receipts.ts';
import { diskFault } from '../journal/disk-fault.ts';
import { BackOff, backOffTimes } from './back-off.ts';
import { Conversation, type ConversationOptions } from './conversation.ts';
import { HandshakePace } from './handshake-pace.ts';

/** Signed receipts reach the disk at most this often, milliseconds. */
const receiptInterval = 10_000;

export interface SyncLoopOptions extends ConversationOptions {
  readonly random: RandomSource;
}

/** Refusals that waiting a moment does not mend: a person has to act. */
const refusals: readonly string[] = [
  'CLIENT_TOO_OLD',
  'SERVER_TOO_OLD',
  'DEVICE_REVOKED',
  'DEVICE_UNKNOWN',
  'SIGNATURE_INVALID',
];

/**
 * Sends what the server says it lacks, by (epoch, seq), in one loop: handshake, push until current or until a handshake is due,
 * wait for an append or the heartbeat, and so on. Every failure waits with jittered back-off and begins anew with a handshake. See docs/sync-spec.md.
 */
export class SyncLoop {
  readonly #options: SyncLoopOptions;
  readonly #conversation: Conversation;
  readonly #backOff: BackOff;
  readonly #pace: HandshakePace;
  #phase: HostStatus['sync']['phase'] = 'connecting';
  #fault: Fault | null = null;
  #configurationFault: Fault | null = null;
  #retryAt: number | null = null;
  #receiptsSavedAt = -receiptInterval;
  #stopped = false;
  /** Somebody said that the network was back since the attempt under way began. */
  #hinted = false;
  #wake: () => void = () => {};
  #running: Promise<void> | null = null;
  #recalling: Promise<void> = Promise.resolve();

  constructor(options: SyncLoopOptions) {
    this.#options = options;
    this.#conversation = new Conversation(options);
    this.#backOff = new BackOff(options.random);
    this.#pace = new HandshakePace(options.clock, options.random);
  }

  get status(): HostStatus['sync'] {
    const { clock } = this.#options;
    return {
      phase: this.#phase,
      unsent: this.#conversation.unsent,
      fault: this.#fault,
      retryIn: this.#retryAt === null ? null : Math.max(0, this.#retryAt - clock.monotonic()),
    };
  }

  start(): void {
    const { journal } = this.#options;
    const forget = journal.onAppend(() => this.#phase === 'current' && this.#wake());
    // What cannot be read now is asked of the server.
    this.#recalling = this.#conversation.recall().catch(() => undefined);
    this.#running ??= this.#run().finally(forget);
  }

  /** The network is said to be back: tries now, or at once again if the attempt under way fails, and waits as after a first failure. */
  retryNow(): void {
    this.#hinted = true;
    this.#backOff.reset();
    this.#wake();
  }

  /** As Conversation.branchOf. */
  branchOf(epoch: string): number | null | undefined {
    return this.#conversation.branchOf(epoch);
  }

  /** As Conversation.isLeft. */
  isLeft(epoch: string): boolean {
    return this.#conversation.isLeft(epoch);
  }

  /** As LeftBranches.carryLost, after what earlier runs carried is known. */
  async carryLost(): Promise<Result<number>> {
    await this.#recalling;
    return this.#conversation.carryLost();
  }

  /**
   * Takes what a stick brought; of how many epochs records had to be written anew. What a full disk does not take of the
   * receipts counts for this run. Errors: the journal's.
   */
  async take({ taken, branches, lacking }: Brought): Promise<Result<number>> {
    await this.#recalling;
    for (const { receipt, signed } of taken) this.#conversation.noteReceipt(receipt, signed);
    await this.#options.receipts.save().catch(() => undefined);
    let count = 0;
    for (const [epoch, common] of branches) {
      const written = await this.#conversation.leaveBehind(epoch, common);
      if (!written.ok) return written;
      if (written.value > 0) count += 1;
    }
    const written = await this.#conversation.carryLacking(lacking);
    if (!written.ok) return written;
    if (written.value > 0) count += 1;
    this.#options.onStatus();
    return ok(count);
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
    await this.#recalling;
    while (!this.#stopped) {
      this.#hinted = false;
      const { confirmations } = this.#conversation;
      const round = await this.#attempt();
      if (this.#stopped) return;
      // An answer alone is no sign of health: a server that takes nothing in would be asked every second.
      if (round.ok || this.#conversation.confirmations > confirmations) this.#backOff.reset();
      if (round.ok) {
        this.#show('current', this.#configurationFault);
        const { left } = this.#pace;
        if (this.#conversation.unsent === 0 && left > 0) await this.#sleep(Math.min(heartbeatInterval, left));
      } else {
        const refused = refusals.includes(round.error.code);
        const wait = refused ? Math.max(backOffTimes.refused, this.#backOff.next()) : this.#backOff.next();
        this.#retryAt = this.#options.clock.monotonic() + wait;
        this.#show(refused ? 'refused' : 'waiting', round.error);
        if (!this.#hinted) await this.#sleep(wait);
        this.#retryAt = null;
      }
    }
  }

  /** A round and the keeping of its receipts. A disk that fails here is one more reason to wait and try again. */
  async #attempt(): Promise<Result<void>> {
    try {
      // A pad without a network must not wait for one; what keeps it from writing the journal tells.
      await this.#conversation.carryLost();
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
    const known = this.#phase === 'current' && this.#conversation.unsent > 0 && this.#pace.left > 0;
    if (!known) {
      if (this.#phase !== 'current') this.#show('connecting', this.#fault);
      const agreed = await this.#conversation.agree(() => this.#stopped);
      if (!agreed.ok) return agreed;
      this.#pace.note();
      await this.#refreshConfiguration(agreed.value);
    }
    if (this.#conversation.unsent > 0) this.#show('sending', null);
    const isDue = () => this.#pace.left <= 0;
    return this.#conversation.send(() => this.#stopped, isDue);
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
