import {
  type ErrorCode,
  err,
  type Fault,
  fault,
  type Hash,
  ok,
  type Result,
  type SignedStatement,
} from '@pingjia/shared';
import type { Journal } from '../journal/journal.ts';
import type { VerifyStatement } from '../provisioning/sealing-key-store.ts';
import type { ServerLink } from '../sync/server-link.ts';
import { openAttachmentReceipt } from './attachment-receipt.ts';
import type { AttachmentStore } from './attachment-store.ts';
import { isNamed } from './named-attachment.ts';

export interface AttachmentSenderOptions {
  readonly store: AttachmentStore;
  readonly link: Pick<ServerLink, 'sendAttachment'>;
  readonly journal: Pick<Journal, 'epochs' | 'read'>;
  readonly device: string;
  readonly isSigned: VerifyStatement;
  readonly onFault: (found: Fault) => void;
}

/** How long an attachment stays here after the server has signed for it, milliseconds of the server's clock. */
export const attachmentRetention = 90 * 24 * 3_600_000;

/** What says something about the line or the server and nothing about the attachment: it is tried again with everything else. */
const lineFaults: readonly ErrorCode[] = [
  'SERVER_UNREACHABLE',
  'SERVER_PIN_MISMATCH',
  'SERVER_BUSY',
  'CLIENT_TOO_OLD',
  'SERVER_TOO_OLD',
  'DEVICE_UNKNOWN',
  'DEVICE_REVOKED',
  'SIGNATURE_INVALID',
  'NONCE_STALE',
];

/** Handshakes until one that was refused is tried again: twice as many after each refusal, and at most so many. */
const longestWait = 128;

interface Refusal {
  readonly fault: Fault;
  readonly wait: number;
  /** Number of the handshake from which on it is tried again. */
  readonly until: number;
}

/** Sends sealed files behind the records that name them: those without a receipt, and those that the server says it lacks. */
export class AttachmentSender {
  readonly #options: AttachmentSenderOptions;
  readonly #lacked = new Set<Hash>();
  readonly #refused = new Map<Hash, Refusal>();
  #handshakes = 0;
  /** Date of this run's first receipt. */
  #receivedAt: number | null = null;
  #letGo = false;

  constructor(options: AttachmentSenderOptions) {
    this.#options = options;
  }

  /** Why attachments stay here at the moment; the newest of each kind. */
  get faults(): readonly Fault[] {
    return [...new Map([...this.#refused.values()].map(({ fault: found }) => [found.code, found])).values()];
  }

  /** A handshake: the server named these as missing. */
  noteLacked(hashes: readonly Hash[]): void {
    this.#handshakes += 1;
    this.#lacked.clear();
    for (const hash of hashes) this.#lacked.add(hash);
  }

  /** After every record is sent. What cannot be read or is refused holds up nothing. Errors: those of the line. */
  async send(stopped: () => boolean): Promise<Result<void>> {
    const { store } = this.#options;
    for (const hash of new Set([...this.#lacked, ...store.unconfirmed])) {
      if (stopped()) return ok();
      if (this.#handshakes < (this.#refused.get(hash)?.until ?? 0)) continue;
      const sent = await this.#sendOne(hash);
      if (!sent.ok) return sent;
    }
    return ok();
  }

  async #sendOne(hash: Hash): Promise<Result<void>> {
    const { store, link } = this.#options;
    const sealed = await store.read(hash);
    if (sealed === null) {
      store.giveUp(hash);
      this.#refuse(hash, fault('ATTACHMENT_DAMAGED', hash), Number.POSITIVE_INFINITY);
      return ok();
    }
    const answer = await link.sendAttachment(hash, sealed);
    if (answer.ok) return this.#confirm(hash, answer.value.receipt);
    if (lineFaults.includes(answer.error.code)) return answer;
    if (answer.error.code === 'ATTACHMENT_UNNAMED' && (await this.#isOrphan(hash))) await this.#remove(hash);
    else this.#refuse(hash, answer.error);
    return ok();
  }

  async #confirm(hash: Hash, signed: SignedStatement): Promise<Result<void>> {
    const { store, device, isSigned } = this.#options;
    const receipt = openAttachmentReceipt(signed, device, isSigned);
    if (receipt?.hash !== hash) return err(fault('SERVER_ANSWER_INVALID', 'attachment receipt'));
    await store.confirm(hash, signed);
    this.#lacked.delete(hash);
    this.#refused.delete(hash);
    this.#receivedAt ??= receipt.issuedAt;
    return ok();
  }

  /**
   * The server has every record and lacks none of the attachments that they name: those that it signed for long before it
   * signed one in this run go, once in a run. What a failing disk keeps goes in another.
   */
  async letOldGo(): Promise<void> {
    if (this.#letGo || this.#receivedAt === null) return;
    this.#letGo = true;
    await this.#options.store.letGo(this.#receivedAt - attachmentRetention).catch(() => undefined);
  }

  /** An earlier run died between the file and its record: nobody was told that it was taken. */
  async #isOrphan(hash: Hash): Promise<boolean> {
    const { store, journal } = this.#options;
    return store.isInherited(hash) && !(await isNamed(journal, hash));
  }

  async #remove(hash: Hash): Promise<void> {
    await this.#options.store.remove(hash);
    this.#refused.delete(hash);
  }

  #refuse(hash: Hash, found: Fault, least = 1): void {
    const before = this.#refused.get(hash);
    const wait = Math.max(least, Math.min(longestWait, 2 * (before?.wait ?? 0)));
    this.#refused.set(hash, { fault: found, wait, until: this.#handshakes + wait });
    if (before?.fault.code !== found.code) this.#options.onFault(found);
  }
}
