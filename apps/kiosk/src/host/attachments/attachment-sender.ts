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
const lineFaults: readonly ErrorCode[] = ['SERVER_UNREACHABLE', 'SERVER_BUSY', 'DEVICE_REVOKED', 'SIGNATURE_INVALID'];

/** Sends sealed files behind the records that name them: those without a receipt, and those that the server says it lacks. */
export class AttachmentSender {
  readonly #options: AttachmentSenderOptions;
  readonly #lacked = new Set<Hash>();
  /** Refused, for this run. */
  readonly #refused = new Set<Hash>();
  #letGo = false;

  constructor(options: AttachmentSenderOptions) {
    this.#options = options;
  }

  /** The server named these as missing. */
  noteLacked(hashes: readonly Hash[]): void {
    this.#lacked.clear();
    for (const hash of hashes) this.#lacked.add(hash);
  }

  /** After every record is sent. What cannot be read or is refused holds up nothing. Errors: those of the line. */
  async send(stopped: () => boolean): Promise<Result<void>> {
    const { store } = this.#options;
    for (const hash of new Set([...this.#lacked, ...store.unconfirmed])) {
      if (stopped()) return ok();
      if (this.#refused.has(hash)) continue;
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
      this.#refuse(hash, fault('ATTACHMENT_DAMAGED', hash));
      return ok();
    }
    const answer = await link.sendAttachment(hash, sealed);
    if (answer.ok) return this.#confirm(hash, answer.value.receipt);
    if (lineFaults.includes(answer.error.code)) return answer;
    if (answer.error.code === 'ATTACHMENT_UNNAMED' && (await this.#isOrphan(hash))) await store.remove(hash);
    else this.#refuse(hash, answer.error);
    return ok();
  }

  async #confirm(hash: Hash, signed: SignedStatement): Promise<Result<void>> {
    const { store, device, isSigned } = this.#options;
    const receipt = openAttachmentReceipt(signed, device, isSigned);
    if (receipt?.hash !== hash) return err(fault('SERVER_ANSWER_INVALID', 'attachment receipt'));
    await store.confirm(hash, signed);
    this.#lacked.delete(hash);
    if (!this.#letGo) await store.letGo(receipt.issuedAt - attachmentRetention);
    this.#letGo = true;
    return ok();
  }

  /** An earlier run died between the file and its record: nobody was told that it was taken. */
  async #isOrphan(hash: Hash): Promise<boolean> {
    const { store, journal } = this.#options;
    return store.isInherited(hash) && !(await isNamed(journal, hash));
  }

  #refuse(hash: Hash, found: Fault): void {
    this.#refused.add(hash);
    this.#options.onFault(found);
  }
}
