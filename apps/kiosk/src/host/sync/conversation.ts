import {
  chainStart,
  type DeviceConfiguration,
  err,
  fault,
  type HandshakeResponse,
  type LackingRun,
  maxHandshakeEpochs,
  ok,
  type Receipt,
  type Result,
  type SignedStatement,
} from '@pingjia/shared';
import type { AttachmentSender } from '../attachments/attachment-sender.ts';
import type { EpochSummary } from '../journal/epoch-summary.ts';
import type { SealingKeyStore } from '../provisioning/sealing-key-store.ts';
import { breathe } from './breathe.ts';
import { carryRuns } from './carry-records.ts';
import { ClockExchange } from './clock-exchange.ts';
import { EpochSender, type EpochSenderOptions } from './epoch-sender.ts';
import { compareWithServer } from './compare-with-server.ts';
import { livesOn } from './fork.ts';
import { LeftBranches, type LeftBranchesOptions } from './left-branches.ts';
import { openReceipt, reachOf } from './receipts.ts';
import { HealedRecords } from './send-healed.ts';

export interface ConversationOptions extends EpochSenderOptions, LeftBranchesOptions {
  readonly sealing: SealingKeyStore;
  readonly attachments: AttachmentSender;
  /** Names this run of the host, as in its records. */
  readonly boot: string;
  readonly software: string;
  readonly configurationVersion: () => string | null;
  readonly onConfiguration: (configuration: DeviceConfiguration) => Promise<void>;
}

type Head = HandshakeResponse['heads'][number];

/** What device and server know of each other: what the server holds, by its receipts, and what it lacks. */
export class Conversation {
  readonly #options: ConversationOptions;
  readonly #clocks: ClockExchange;
  readonly #healed: HealedRecords;
  readonly #sender: EpochSender;
  readonly #branches: LeftBranches;
  /** Until the server itself is heard: what receipts of earlier runs say. */
  readonly #recalled = new Map<string, number>();
  #stopped = () => false;

  constructor(options: ConversationOptions) {
    const { credentials, clock, boot } = options;
    this.#options = options;
    this.#clocks = new ClockExchange(clock, boot);
    this.#healed = new HealedRecords(options, credentials.device);
    this.#sender = new EpochSender(options);
    this.#branches = new LeftBranches(options);
  }

  /** Batches for which a valid receipt came. */
  get confirmations(): number {
    return this.#sender.confirmations;
  }

  /** Records that the server has not confirmed, as far as known. */
  get unsent(): number {
    const lacking = ({ epoch, tip }: EpochSummary) =>
      this.#branches.commonOf(epoch) === undefined ? Math.max(0, tip.seq - this.#heldOf(epoch)) : 0;
    return this.#options.journal.epochs.reduce((sum, summary) => sum + lacking(summary), 0);
  }

  /**
   * Up to where an epoch is the one that the server has, its own branch being carried by others; null where it did not fork,
   * undefined where the server was not asked yet.
   */
  branchOf(epoch: string): number | null | undefined {
    return this.#branches.commonOf(epoch) ?? (this.#sender.watermarks.has(epoch) ? null : undefined);
  }

  /** To be called first: what earlier runs knew. Throws the platform's error. */
  async recall(): Promise<void> {
    const { journal, receipts, credentials } = this.#options;
    const { epochs } = journal;
    for (const { epoch, pruned } of epochs) {
      const kept = receipts.positionOf(epoch, credentials);
      // That of the newest epoch was compared at the start.
      const reach = epoch === epochs.at(-1)?.epoch ? (kept?.seq ?? 0) : await reachOf(journal, epoch, kept);
      this.#recalled.set(epoch, Math.max(reach, pruned.seq));
    }
    await this.#branches.recall((epoch) => this.#recalled.get(epoch) ?? 0);
  }

  /** Handshake: finds out what the server holds. Answers the version of the configuration that it has for this device; a search for rot ends once `stopped`. */
  async agree(stopped = () => false): Promise<Result<string>> {
    this.#stopped = stopped;
    const { journal, link, credentials } = this.#options;
    // Whatever comes of it: records go on with the key that the server has.
    if (credentials.isRenewing) await credentials.renew(link);
    const { epochs } = journal;
    for (let end = epochs.length - maxHandshakeEpochs; end > 0; end -= maxHandshakeEpochs) {
      const agreed = await this.#agreeOnAll(epochs.slice(Math.max(0, end - maxHandshakeEpochs), end));
      if (!agreed.ok) return agreed;
    }
    return this.#agreeOnAll(epochs.slice(-maxHandshakeEpochs));
  }

  async #agreeOnAll(listed: readonly EpochSummary[]): Promise<Result<string>> {
    const { link, credentials, sealing, attachments, software, configurationVersion, clock } = this.#options;
    const sent = clock.monotonic();
    const answer = await link.handshake({
      software,
      certificate: credentials.certificate,
      epochs: listed.map(({ epoch, tip, prunedStatement }) => ({
        epoch,
        tip,
        ...(prunedStatement === null ? {} : { pruned: prunedStatement }),
      })),
      configurationVersion: configurationVersion(),
      clock: this.#clocks.read(),
      serverKeyId: credentials.serverKey.keyId,
    });
    if (!answer.ok) return answer;
    this.#recalled.clear();
    this.#clocks.note(answer.value.serverTime, sent);
    if (!(await credentials.follow(answer.value.serverKeys ?? [])))
      return err(fault('SERVER_ANSWER_INVALID', 'serverKeys'));
    if (answer.value.sealingKey !== undefined) await sealing.note(answer.value.sealingKey, credentials.isSigned);
    attachments.noteLacked(answer.value.lacksAttachments ?? []);
    for (const { epoch } of listed) {
      const head = answer.value.heads.find((candidate) => candidate.epoch === epoch);
      if (head === undefined) return err(fault('SERVER_ANSWER_INVALID', 'an epoch is missing from the handshake'));
      const agreed = await this.#agreeOn(epoch, head);
      if (!agreed.ok) return agreed;
    }
    if (answer.value.renewKey === true) await credentials.renew(link);
    // A server that still lacks records cannot know yet what they name.
    if (this.unsent === 0 && answer.value.lacksAttachments?.length === 0) await attachments.letOldGo();
    return ok(answer.value.configurationVersion);
  }

  /**
   * Sends everything that the server lacks: records first, then what they name. Ends early once `stopped`, or where something
   * else is `due` and nothing is on its way.
   */
  async send(stopped: () => boolean, due = () => false): Promise<Result<void>> {
    for (const { epoch } of this.#options.journal.epochs) {
      if (this.#branches.commonOf(epoch) !== undefined) continue;
      const sent = await this.#sender.send(epoch, stopped, due);
      if (!sent.ok) return sent;
    }
    // Holes may have been found meanwhile. What is carried for them is unsent now.
    const carried = await this.#branches.carryLost();
    return carried.ok ? this.#options.attachments.send(() => stopped() || due()) : carried;
  }

  /** The server holds so much, as a receipt says that a stick brought; the next handshake says it again. */
  noteReceipt({ epoch, watermark }: Receipt, signed: SignedStatement): void {
    if (this.#heldOf(epoch) >= watermark.seq) return;
    this.#options.receipts.note(epoch, signed);
    this.#sender.watermarks.set(epoch, watermark);
  }

  /** Whether an epoch's own branch lives on in others. */
  isLeft(epoch: string): boolean {
    return this.#branches.commonOf(epoch) !== undefined;
  }

  /** As LeftBranches.leaveBehind: the server has another branch, as a stick said. */
  leaveBehind(epoch: string, common: number): Promise<Result<number>> {
    return this.#branches.leaveBehind(epoch, common);
  }

  /** Carries what the server lacks, as a stick said; how many records were written. Errors: the journal's. */
  carryLacking(lacking: readonly LackingRun[]): Promise<Result<number>> {
    return carryRuns(this.#options.journal, this.#options.carried, lacking);
  }

  /** As LeftBranches.carryLost. */
  carryLost(): Promise<Result<number>> {
    return this.#branches.carryLost();
  }

  #heldOf(epoch: string): number {
    return this.#sender.watermarks.get(epoch)?.seq ?? this.#recalled.get(epoch) ?? 0;
  }

  async #agreeOn(epoch: string, head: Head): Promise<Result<void>> {
    const { journal, link, receipts, credentials, clock } = this.#options;
    if (head.receipt === null) {
      const isCarried = journal.epochs.some((held) => held.epoch === epoch && livesOn(held));
      if (isCarried) this.#branches.settle(epoch);
      else this.#branches.rejoin(epoch);
      this.#sender.watermarks.set(epoch, chainStart);
      return ok();
    }
    const receipt = openReceipt(head.receipt, credentials.serverKey, credentials.device, epoch);
    if (receipt === null) return err(fault('SERVER_ANSWER_INVALID', 'receipt'));
    const { watermark } = receipt;
    // Its branch lives on elsewhere; what came before that is sent again only to a server that has lost it.
    const common = this.#branches.agreedOn(epoch);
    if (common !== undefined && watermark.seq >= common) return this.#healed.send(epoch, head.missing);
    const { hashAtTip } = head;
    const pause = () => breathe(clock, this.#stopped);
    const compared = await compareWithServer({ journal, link, pause, epoch, watermark, hashAtTip });
    if (!compared.ok) return compared;
    const relation = compared.value;
    if (relation === 'forked') {
      const left = await this.#branches.leave(epoch, watermark);
      // Up to where the branches part, this one may still hold what rotted in the other.
      return left.ok ? this.#healed.send(epoch, head.missing) : left;
    }
    // What lies behind a place on which both agree does not continue it: that branch, too, lives on elsewhere.
    if (relation === 'same' && this.#sender.contested.has(epoch)) return this.#branches.leave(epoch, watermark);
    this.#branches.rejoin(epoch);
    if (relation === 'tail-lost' && journal.current.epoch === epoch) {
      const begun = await journal.beginEpoch('tail-lost');
      if (!begun.ok) return begun;
    }
    receipts.note(epoch, head.receipt);
    this.#sender.watermarks.set(epoch, watermark);
    return this.#healed.send(epoch, head.missing);
  }
}
