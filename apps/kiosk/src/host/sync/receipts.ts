import {
  parseJson,
  type Position,
  type Receipt,
  receiptSchema,
  type SignedStatement,
  signedStatementSchema,
  type TrustedKey,
} from '@pingjia/shared';
import { z } from 'zod';
import { readTextFile, writeFileAtomically } from '../journal/atomic-file.ts';
import type { FileSystem } from '../journal/file-system.ts';
import type { Journal } from '../journal/journal.ts';
import { isSignedBy } from '../provisioning/server-signature.ts';

/** The receipt that the server signed for this device and epoch, or null where anything about it is wrong. */
export function openReceipt(signed: SignedStatement, key: TrustedKey, device: string, epoch: string): Receipt | null {
  if (!isSignedBy(key, signed)) return null;
  const receipt = receiptSchema.safeParse(parseJson(signed.statement)).data;
  return receipt?.device === device && receipt.epoch === epoch ? receipt : null;
}

/** Up to where a receipt that was kept speaks of this journal; 0 where it is none or speaks of another. Throws the platform's error. */
export async function reachOf(
  journal: Pick<Journal, 'tipOf' | 'hashAt'>,
  epoch: string,
  kept: Position | null,
): Promise<number> {
  const tip = journal.tipOf(epoch)?.seq ?? 0;
  // Beyond the tip it was this pad's own lost tail.
  if (kept === null || kept.seq > tip) return kept === null ? 0 : tip;
  const ours = await journal.hashAt(epoch, kept.seq);
  return ours === null || ours === kept.hash ? kept.seq : 0;
}

/** receipts.json: the newest signed receipt of each epoch. */
export const receiptsFileSchema = z.record(z.string(), signedStatementSchema);

/** The newest signed receipt per epoch, kept as evidence of what the server vouched for. Never decides what is unsent. */
export class ReceiptStore {
  readonly #fs: FileSystem;
  readonly #path: string;
  readonly #receipts = new Map<string, SignedStatement>();
  #unsaved = false;
  #saving: Promise<void> = Promise.resolve();

  constructor(fs: FileSystem, folder: string) {
    this.#fs = fs;
    this.#path = `${folder}/receipts.json`;
  }

  /** A file that cannot be read is none: the server says again what it vouches for. */
  async load(): Promise<void> {
    const text = await readTextFile(this.#fs, this.#path).catch(() => null);
    const parsed = receiptsFileSchema.safeParse(parseJson(text ?? '{}'));
    for (const [epoch, signed] of Object.entries(parsed.data ?? {})) this.#receipts.set(epoch, signed);
  }

  /** What the newest receipt of an epoch says, where it is the server's; null where there is none. */
  positionOf(epoch: string, { device, serverKey }: { readonly device: string; readonly serverKey: TrustedKey }) {
    const signed = this.#receipts.get(epoch);
    return signed === undefined ? null : (openReceipt(signed, serverKey, device, epoch)?.watermark ?? null);
  }

  note(epoch: string, signed: SignedStatement): void {
    this.#unsaved ||= this.#receipts.get(epoch)?.statement !== signed.statement;
    this.#receipts.set(epoch, signed);
  }

  /** Throws the platform's error. */
  save(): Promise<void> {
    const saved = this.#saving.then(() => this.#save());
    this.#saving = saved.catch(() => undefined);
    return saved;
  }

  async #save(): Promise<void> {
    if (!this.#unsaved) return;
    // What is noted meanwhile is for the next time.
    this.#unsaved = false;
    try {
      await writeFileAtomically(this.#fs, this.#path, JSON.stringify(Object.fromEntries(this.#receipts)));
    } catch (error) {
      this.#unsaved = true;
      throw error;
    }
  }
}
