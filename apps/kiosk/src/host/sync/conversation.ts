import {
  type Batch,
  type Clock,
  chainStart,
  type DeviceConfiguration,
  err,
  fault,
  type HandshakeResponse,
  maxHandshakeEpochs,
  ok,
  type Position,
  type Receipt,
  type Result,
  type SignedStatement,
} from '@pingjia/shared';
import type { AttachmentSender } from '../attachments/attachment-sender.ts';
import type { EpochSummary } from '../journal/epoch-summary.ts';
import type { Journal } from '../journal/journal.ts';
import type { SealingKeyStore } from '../provisioning/sealing-key-store.ts';
import { buildBatch } from './batch-builder.ts';
import { BatchSize } from './batch-size.ts';
import type { CarriedRecords } from './carried-records.ts';
import { ClockExchange } from './clock-exchange.ts';
import type { Credentials } from './credentials.ts';
import { carryBranch, compareWithServer, findCommonSeq } from './fork.ts';
import { openReceipt, type ReceiptStore } from './receipts.ts';
import { HealedRecords } from './send-healed.ts';
import type { ServerLink } from './server-link.ts';

export interface ConversationOptions {
  readonly journal: Journal;
  readonly link: ServerLink;
  readonly credentials: Credentials;
  readonly receipts: ReceiptStore;
  readonly sealing: SealingKeyStore;
  readonly attachments: AttachmentSender;
  readonly carried: CarriedRecords;
  readonly clock: Clock;
  /** Names this run of the host, as in its records. */
  readonly boot: string;
  readonly software: string;
  readonly configurationVersion: () => string | null;
  readonly onConfiguration: (configuration: DeviceConfiguration) => Promise<void>;
  readonly onStatus: () => void;
}

/** Milliseconds between two stretches of reading the journal again. */
const breath = 20;

type Head = HandshakeResponse['heads'][number];

/** The server's place differs from what we thought: ask it again. */
const misplaced: readonly string[] = ['EPOCH_FORKED', 'BATCH_OUT_OF_PLACE'];

/** Something in the batch is refused whatever the moment: a smaller batch finds what. */
const indigestible: readonly string[] = ['BATCH_TOO_LARGE', 'BATCH_MALFORMED', 'BATCH_CHAIN_BROKEN'];

/** What device and server know of each other: what the server holds, by its receipts, and what it lacks. */
export class Conversation {
  readonly #options: ConversationOptions;
  readonly #clocks: ClockExchange;
  readonly #healed: HealedRecords;
  readonly #size = new BatchSize();
  /** What the server holds durably, per epoch, as its signed receipts say. */
  readonly #watermarks = new Map<string, Position>();
  /** Epochs whose own branch lives on elsewhere, and the last seq on which both sides agreed. */
  readonly #settled = new Map<string, number>();
  /** Epochs that the server called forked. */
  readonly #contested = new Set<string>();
  /** Records that the server takes in no form, by epoch and seq. */
  readonly #unsendable = new Set<string>();

  constructor(options: ConversationOptions) {
    const { journal, link, credentials, clock, boot } = options;
    this.#options = options;
    this.#clocks = new ClockExchange(clock, boot);
    this.#healed = new HealedRecords(journal, link, credentials.device);
  }

  /** Records that the server has not confirmed, as far as known. */
  get unsent(): number {
    const lacking = ({ epoch, tip }: EpochSummary) =>
      this.#settled.has(epoch) ? 0 : Math.max(0, tip.seq - (this.#watermarks.get(epoch)?.seq ?? 0));
    return this.#options.journal.epochs.reduce((sum, summary) => sum + lacking(summary), 0);
  }

  /** Handshake: finds out what the server holds. Answers the version of the configuration that it has for this device. */
  async agree(): Promise<Result<string>> {
    const { journal, link, credentials, sealing, attachments, software, configurationVersion, clock } = this.#options;
    // Whatever comes of it: records go on with the key that the server has.
    if (credentials.isRenewing) await credentials.renew(link);
    const listed = journal.epochs.slice(-maxHandshakeEpochs);
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
    return ok(answer.value.configurationVersion);
  }

  /** Sends everything that the server lacks: records first, then what they name. */
  async send(stopped: () => boolean): Promise<Result<void>> {
    for (const { epoch } of this.#options.journal.epochs) {
      if (this.#settled.has(epoch)) continue;
      const sent = await this.#sendEpoch(epoch, stopped);
      if (!sent.ok) return sent;
    }
    return this.#options.attachments.send(stopped);
  }

  /** The server holds so much, as a receipt says that a stick brought; the next handshake says it again. */
  noteReceipt({ epoch, watermark }: Receipt, signed: SignedStatement): void {
    if ((this.#watermarks.get(epoch)?.seq ?? 0) >= watermark.seq) return;
    this.#options.receipts.note(epoch, signed);
    this.#watermarks.set(epoch, watermark);
  }

  async #agreeOn(epoch: string, head: Head): Promise<Result<void>> {
    const { journal, receipts, credentials } = this.#options;
    if (head.receipt === null) {
      this.#settled.delete(epoch);
      this.#watermarks.set(epoch, chainStart);
      return ok();
    }
    const receipt = openReceipt(head.receipt, credentials.serverKey, credentials.device, epoch);
    if (receipt === null) return err(fault('SERVER_ANSWER_INVALID', 'receipt'));
    const { watermark } = receipt;
    // Its branch lives on elsewhere; what came before that is sent again only to a server that has lost it.
    const common = this.#settled.get(epoch);
    if (common !== undefined && watermark.seq >= common) return this.#healed.send(epoch, head.missing);
    this.#settled.delete(epoch);
    const relation = await compareWithServer(journal, epoch, watermark, head.hashAtTip);
    if (relation === 'forked') {
      const left = await this.#leave(epoch, watermark);
      // Up to where the branches part, this one may still hold what rotted in the other.
      return left.ok ? this.#healed.send(epoch, head.missing) : left;
    }
    // What lies behind a place on which both agree does not continue it: that branch, too, lives on elsewhere.
    if (relation === 'same' && this.#contested.has(epoch)) return this.#leave(epoch, watermark);
    if (relation === 'tail-lost' && journal.current.epoch === epoch) {
      const begun = await journal.beginEpoch('tail-lost');
      if (!begun.ok) return begun;
    }
    receipts.note(epoch, head.receipt);
    this.#watermarks.set(epoch, watermark);
    return this.#healed.send(epoch, head.missing);
  }

  async #leave(epoch: string, watermark: Position): Promise<Result<void>> {
    const { journal, link } = this.#options;
    const tip = journal.tipOf(epoch)?.seq ?? 0;
    const common = await findCommonSeq(journal, link, epoch, Math.min(watermark.seq, tip));
    return common.ok ? this.#carry(epoch, common.value) : common;
  }

  async #carry(epoch: string, common: number): Promise<Result<void>> {
    const { journal, carried } = this.#options;
    const carry = await carryBranch(journal, carried, epoch, common);
    if (!carry.ok) return carry;
    this.#settled.set(epoch, common);
    return ok();
  }

  async #sendEpoch(epoch: string, stopped: () => boolean): Promise<Result<void>> {
    const { journal, credentials } = this.#options;
    let searched = false;
    while (!stopped()) {
      const after = this.#watermarks.get(epoch) ?? chainStart;
      if ((journal.tipOf(epoch)?.seq ?? 0) <= after.seq) return ok();
      const isUnsendable = (seq: number) => this.#unsendable.has(`${epoch} ${seq}`);
      const batch = await buildBatch(journal, credentials.device, epoch, after, this.#size.limit, isUnsendable);
      if (batch === null && !searched) {
        // What cannot be read any more becomes a hole, and a hole can be sent.
        searched = true;
        const verified = await journal.care.verify(() => this.#breathe(stopped));
        if (!verified.ok) return verified;
        continue;
      }
      if (batch === null) return err(fault('JOURNAL_DAMAGED', `nothing after ${after.seq} can be sent`));
      const pushed = await this.#push(epoch, batch);
      if (!pushed.ok) return pushed;
    }
    return ok();
  }

  #breathe(stopped: () => boolean): Promise<void> {
    const { clock } = this.#options;
    return new Promise((resolve, reject) => {
      clock.after(breath, () => (stopped() ? reject(new Error('stopped')) : resolve()));
    });
  }

  async #push(epoch: string, batch: Batch): Promise<Result<void>> {
    const { link, credentials, receipts, onStatus } = this.#options;
    const answer = await link.push(batch);
    if (!answer.ok) {
      const { code } = answer.error;
      if (indigestible.includes(code) && this.#makeDigestible(epoch, batch)) return ok();
      if (code === 'INTERNAL') this.#size.halve();
      if (code === 'EPOCH_FORKED') this.#contested.add(epoch);
      if (misplaced.includes(code)) this.#watermarks.delete(epoch);
      return answer;
    }
    const receipt = openReceipt(answer.value.receipt, credentials.serverKey, credentials.device, epoch);
    if (receipt === null || receipt.watermark.seq < batch.header.to)
      return err(fault('SERVER_ANSWER_INVALID', 'receipt'));
    receipts.note(epoch, answer.value.receipt);
    this.#watermarks.set(epoch, receipt.watermark);
    this.#size.grow();
    onStatus();
    return ok();
  }

  /** Sends less at once from now on, and in the end a placeholder for the one record; false where that is refused too. */
  #makeDigestible(epoch: string, { header, items }: Batch): boolean {
    if (this.#size.halve()) return true;
    if (items[0]?.kind !== 'record') return false;
    this.#unsendable.add(`${epoch} ${header.from}`);
    return true;
  }
}
