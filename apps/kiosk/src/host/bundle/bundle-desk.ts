import {
  type BundleScope,
  bundleReceiptFileSchema,
  err,
  fault,
  ok,
  parseJson,
  type RandomSource,
  type Result,
  type SealingKey,
  type Sha256,
} from '@pingjia/shared';
import { createSealer } from '@pingjia/shared/seal';
import { openAttachmentReceipt } from '../attachments/attachment-receipt.ts';
import type { AttachmentStore } from '../attachments/attachment-store.ts';
import { diskFault } from '../journal/disk-fault.ts';
import type { Journal } from '../journal/journal.ts';
import { verifySignedText } from '../provisioning/device-key.ts';
import type { Credentials } from '../sync/credentials.ts';
import type { ReceiptStore } from '../sync/receipts.ts';
import type { Compress } from '../sync/server-link.ts';
import type { PartTools } from './bundle-part.ts';
import type { BundleTarget } from './bundle-target.ts';
import { type BundleExport, type ExportedBundle, exportBundle } from './export-bundle.ts';
import { type Brought, takeReceipts } from './take-receipts.ts';

export interface BundleDeskOptions {
  readonly journal: Journal;
  readonly random: RandomSource;
  readonly sha256: Sha256;
  readonly credentials: Pick<Credentials, 'device' | 'certificate' | 'serverKey' | 'isSigned' | 'publicKey' | 'sign'>;
  readonly sealingKey: () => SealingKey | null;
  readonly attachments: AttachmentStore;
  readonly receipts: Pick<ReceiptStore, 'positionOf'>;
  readonly compress?: Compress | undefined;
  readonly branches: BundleExport['branches'] & {
    /** Takes what a stick brought; of how many epochs records had to be written anew. Errors: the journal's. */
    take(brought: Brought): Promise<Result<number>>;
  };
}

export interface TakenReceipts {
  /** Whose receipts count. */
  readonly epochs: number;
  /** Of which the server had another branch: what was this pad's alone is written anew and is to be carried once more. */
  readonly branches: number;
}

/** Sends by stick what the network does not: bundles out, receipts in. One export at a time. */
export class BundleDesk {
  readonly #options: BundleDeskOptions;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: BundleDeskOptions) {
    this.#options = options;
  }

  /** Errors: BUNDLE_KEY_MISSING, BUNDLE_TARGET_UNUSABLE, BUNDLE_TARGET_FULL, BUNDLE_TARGET_GONE. */
  export(
    target: BundleTarget,
    scope: BundleScope,
    onProgress: (written: number) => void = () => {},
  ): Promise<Result<ExportedBundle>> {
    const done = this.#turn.then(() => this.#export(target, scope, onProgress));
    this.#turn = done.catch(() => undefined);
    return done;
  }

  /**
   * Takes the receipts of a .pjr file, which may be tried again after any error: BUNDLE_RECEIPT_INVALID, BUNDLE_RECEIPT_FOREIGN,
   * the journal's.
   */
  async takeReceipts(text: string): Promise<Result<TakenReceipts>> {
    try {
      return await this.#take(text);
    } catch (error) {
      return err(diskFault(error));
    }
  }

  async #take(text: string): Promise<Result<TakenReceipts>> {
    const { credentials, journal, receipts, branches } = this.#options;
    const held = (epoch: string) => receipts.positionOf(epoch, credentials);
    const brought = await takeReceipts(text, { credentials, journal, held });
    if (!brought.ok) return brought;
    const left = await branches.take(brought.value);
    if (!left.ok) return left;
    await this.#confirm(text);
    return ok({ epochs: new Set(brought.value.taken.map(({ receipt }) => receipt.epoch)).size, branches: left.value });
  }

  /** Attachments that the server signed for need no further trip. What it did not sign is sent again. */
  async #confirm(text: string): Promise<void> {
    const { attachments, credentials } = this.#options;
    const known = new Set(await attachments.all());
    for (const signed of bundleReceiptFileSchema.safeParse(parseJson(text)).data?.attachmentReceipts ?? []) {
      const receipt = openAttachmentReceipt(signed, credentials.device, credentials.isSigned);
      // What a full disk does not take is only carried once more.
      if (receipt !== null && known.has(receipt.hash))
        await attachments.confirm(receipt.hash, signed).catch(() => undefined);
    }
  }

  async #export(
    target: BundleTarget,
    scope: BundleScope,
    onProgress: (written: number) => void,
  ): Promise<Result<ExportedBundle>> {
    const { journal, random, sha256, credentials, receipts, attachments, compress, branches } = this.#options;
    const sealingKey = this.#options.sealingKey();
    if (sealingKey === null) return err(fault('BUNDLE_KEY_MISSING'));
    const { device, certificate, publicKey, sign } = credentials;
    const verify: PartTools['verify'] = (bytes, signature) =>
      verifySignedText(publicKey, new TextDecoder().decode(bytes), Buffer.from(signature).toString('base64url'));
    return exportBundle({
      journal,
      device,
      certificate,
      held: (epoch) => receipts.positionOf(epoch, credentials),
      branches,
      sealingKey,
      attachments,
      sealer: await createSealer(),
      compress,
      tools: { sha256, sign, verify },
      random,
      target,
      scope,
      onProgress,
    });
  }
}
