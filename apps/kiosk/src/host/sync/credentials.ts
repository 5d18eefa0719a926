import {
  deviceKeyProof,
  type EnrollmentResponse,
  err,
  ok,
  parseJson,
  type Result,
  type SignedStatement,
  signingKeySchema,
  type TrustedKey,
} from '@pingjia/shared';
import { diskFault } from '../journal/disk-fault.ts';
import { DeviceKey, verifySignedText } from '../provisioning/device-key.ts';
import type { Identity } from '../provisioning/identity-store.ts';
import { isSignedBy } from '../provisioning/server-signature.ts';
import type { ServerLink } from './server-link.ts';

export type EnrolledIdentity = Identity & { readonly enrollment: EnrollmentResponse };

/** The device's key and the server's, as they are now: both are exchanged in the course of years. */
export class Credentials {
  #identity: EnrolledIdentity;
  readonly #save: (identity: Identity) => Promise<void>;
  /** What signs; the next key while it is not known which one the server has. */
  #signer: DeviceKey;
  #unsaved = false;

  constructor(identity: EnrolledIdentity, save: (identity: Identity) => Promise<void>) {
    this.#identity = identity;
    this.#save = save;
    this.#signer = identity.key;
  }

  get device(): string {
    return this.#identity.enrollment.device;
  }

  get certificate(): SignedStatement {
    return this.#identity.enrollment.certificate;
  }

  /** What the server's receipts are verified with. */
  get serverKey(): TrustedKey {
    const { keyId, publicKey } = this.#identity.enrollment.serverKey;
    return { keyId, publicKey };
  }

  /** The other half of what `sign` signs with. */
  get publicKey(): string {
    return this.#signer.publicKey;
  }

  /** Whether the server signed it, with whatever key. */
  isSigned = (signed: SignedStatement): boolean => isSignedBy(this.#identity.enrollment.serverKey, signed);

  sign = (bytes: Uint8Array): Uint8Array => this.#signer.sign(bytes);

  /**
   * Follows the server's signing key along its chain; the keys left behind verify old receipts only. False where a link is
   * not signed by the key before it. What a full disk does not take counts for this run, and is kept later.
   */
  async follow(links: readonly SignedStatement[]): Promise<boolean> {
    let trusted = this.#identity.enrollment.serverKey;
    for (const signed of links) {
      const link = signingKeySchema.safeParse(parseJson(signed.statement)).data;
      if (link === undefined || !verifySignedText(trusted.publicKey, signed.statement, signed.signature)) return false;
      const { keyId, publicKey, earlier = [] } = trusted;
      trusted = { keyId: link.keyId, publicKey: link.publicKey, earlier: [...earlier, { keyId, publicKey }] };
    }
    this.#identity = { ...this.#identity, enrollment: { ...this.#identity.enrollment, serverKey: trusted } };
    if (links.length > 0 || this.#unsaved) await this.#keep();
    return true;
  }

  /** Whether a new key was shown to the server and it is not known what became of it. */
  get isRenewing(): boolean {
    return this.#identity.nextKey != null;
  }

  /**
   * Takes a new key. It is kept before the server sees it, and asked for with both, so that an answer lost on the way, or a
   * crash, locks nobody out. Errors: those of the server, JOURNAL_FULL or JOURNAL_WRITE_FAILED before the server saw anything.
   */
  async renew(link: Pick<ServerLink, 'renewKey'>): Promise<Result<void>> {
    const next = this.#identity.nextKey ?? DeviceKey.generate();
    if (!this.isRenewing) {
      const before = this.#identity;
      this.#identity = { ...before, nextKey: next };
      const kept = await this.#keep();
      if (!kept.ok) {
        this.#identity = before;
        return kept;
      }
    }
    const { publicKey } = next;
    const proof = next.sign(new TextEncoder().encode(deviceKeyProof(this.device, publicKey)));
    const request = { publicKey, proof: Buffer.from(proof).toString('base64url') };
    let answer = await link.renewKey(request);
    if (!answer.ok && answer.error.code === 'SIGNATURE_INVALID') {
      this.#signer = next;
      answer = await link.renewKey(request);
    }
    if (!answer.ok) {
      this.#signer = this.#identity.key;
      return answer;
    }
    const enrollment = { ...this.#identity.enrollment, certificate: answer.value.certificate };
    this.#identity = { ...this.#identity, key: next, nextKey: null, enrollment };
    this.#signer = next;
    // Where the disk does not take it, both keys lie on it still.
    await this.#keep();
    return ok();
  }

  async #keep(): Promise<Result<void>> {
    try {
      await this.#save(this.#identity);
      this.#unsaved = false;
      return ok();
    } catch (error) {
      this.#unsaved = true;
      return err(diskFault(error));
    }
  }
}
