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
import type { Journal } from '../journal/journal.ts';
import { verifySignedText } from '../provisioning/device-key.ts';
import type { Credentials } from '../sync/credentials.ts';
import type { ReceiptStore } from '../sync/receipts.ts';
import type { Compress } from '../sync/server-link.ts';
import type { PartTools } from './bundle-part.ts';
import type { BundleTarget } from './bundle-target.ts';
import { type ExportedBundle, exportBundle } from './export-bundle.ts';
import { type CarriedReceipt, takeReceipts } from './take-receipts.ts';

export interface BundleDeskOptions {
  readonly journal: Journal;
  readonly random: RandomSource;
  readonly sha256: Sha256;
  readonly credentials: Pick<Credentials, 'device' | 'certificate' | 'serverKey' | 'isSigned' | 'publicKey' | 'sign'>;
  readonly sealingKey: () => SealingKey | null;
  readonly attachments: AttachmentStore;
  readonly receipts: Pick<ReceiptStore, 'positionOf'>;
  readonly compress?: Compress | undefined;
  readonly onReceipts: (receipts: readonly CarriedReceipt[]) => Promise<void>;
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

  /** Takes the receipts of a .pjr file. Errors: BUNDLE_RECEIPT_INVALID, BUNDLE_RECEIPT_FOREIGN. */
  async takeReceipts(text: string): Promise<Result<{ readonly epochs: number }>> {
    const { credentials, journal, onReceipts } = this.#options;
    const taken = await takeReceipts(text, { credentials, journal });
    if (!taken.ok) return taken;
    await onReceipts(taken.value);
    await this.#confirm(text);
    return ok({ epochs: taken.value.length });
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
    const { journal, random, sha256, credentials, receipts, attachments, compress } = this.#options;
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
