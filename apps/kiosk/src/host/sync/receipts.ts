import {
  parseJson,
  type Receipt,
  receiptSchema,
  type ServerKey,
  type SignedStatement,
  signedStatementSchema,
} from '@pingjia/shared';
import { z } from 'zod';
import { readTextFile, writeFileAtomically } from '../journal/atomic-file.ts';
import type { FileSystem } from '../journal/file-system.ts';
import { verifySignedText } from '../provisioning/device-key.ts';

/** The receipt that the server signed for this device and epoch, or null where anything about it is wrong. */
export function openReceipt(signed: SignedStatement, key: ServerKey, device: string, epoch: string): Receipt | null {
  if (signed.keyId !== key.keyId || !verifySignedText(key.publicKey, signed.statement, signed.signature)) return null;
  const receipt = receiptSchema.safeParse(parseJson(signed.statement)).data;
  return receipt?.device === device && receipt.epoch === epoch ? receipt : null;
}

const fileSchema = z.record(z.string(), signedStatementSchema);

/** The newest signed receipt per epoch, kept as evidence of what the server vouched for. Never decides what is unsent. */
export class ReceiptStore {
  readonly #fs: FileSystem;
  readonly #path: string;
  readonly #receipts = new Map<string, SignedStatement>();
  #unsaved = false;

  constructor(fs: FileSystem, folder: string) {
    this.#fs = fs;
    this.#path = `${folder}/receipts.json`;
  }

  async load(): Promise<void> {
    const parsed = fileSchema.safeParse(parseJson((await readTextFile(this.#fs, this.#path)) ?? '{}'));
    for (const [epoch, signed] of Object.entries(parsed.data ?? {})) this.#receipts.set(epoch, signed);
  }

  note(epoch: string, signed: SignedStatement): void {
    this.#unsaved ||= this.#receipts.get(epoch)?.statement !== signed.statement;
    this.#receipts.set(epoch, signed);
  }

  async save(): Promise<void> {
    if (!this.#unsaved) return;
    await writeFileAtomically(this.#fs, this.#path, JSON.stringify(Object.fromEntries(this.#receipts)));
    this.#unsaved = false;
  }
}
