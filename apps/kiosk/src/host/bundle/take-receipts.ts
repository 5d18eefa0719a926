import {
  bundleReceiptFileSchema,
  err,
  fault,
  ok,
  parseJson,
  type LackingRun,
  type Position,
  type Receipt,
  type Result,
  type SignedStatement,
} from '@pingjia/shared';
import type { Credentials } from '../sync/credentials.ts';
import { openReceipt } from '../sync/receipts.ts';
import { type ComparedJournal, commonPlace, type Told, wordOf } from './other-branch.ts';

export interface CarriedReceipt {
  readonly receipt: Receipt;
  readonly signed: SignedStatement;
}

/** What a stick brought. */
export interface Brought {
  /** Receipts that are true of this pad's journal. */
  readonly taken: readonly CarriedReceipt[];
  /** Epochs of which the server has another branch, each with a seq up to which it has this pad's records. */
  readonly branches: ReadonlyMap<string, number>;
  /** What the server lacks of this pad, as nobody signed: carried once more it counts once. */
  readonly lacking: readonly LackingRun[];
}

/** Whose receipts count, and what they are verified with. */
export type ReceiptReader = Pick<Credentials, 'device' | 'serverKey'>;

export interface ReceiptTaker {
  readonly credentials: ReceiptReader;
  readonly journal: ComparedJournal;
  /** What the server is known to hold of an epoch; null: nothing. */
  readonly held: (epoch: string) => Position | null;
}

/** Most text a receipt file may have, bytes. */
export const maxReceiptText = 16 * 1024 * 1024;

/**
 * The receipts that a stick brought back, every one signed by this pad's server; one that is not spoils them all. Errors:
 * BUNDLE_RECEIPT_INVALID, BUNDLE_RECEIPT_FOREIGN, the journal's. Throws the platform's error.
 */
export async function takeReceipts(
  text: string,
  { credentials, journal, held }: ReceiptTaker,
): Promise<Result<Brought>> {
  const file = text.length > maxReceiptText ? undefined : bundleReceiptFileSchema.safeParse(parseJson(text)).data;
  if (file === undefined) return err(fault('BUNDLE_RECEIPT_INVALID', 'it cannot be read'));
  if (file.device !== credentials.device) return err(fault('BUNDLE_RECEIPT_FOREIGN', file.device));
  const told: (CarriedReceipt & Told)[] = [];
  for (const [place, signed] of [...file.receipts, ...(file.branches ?? [])].entries()) {
    const epoch = (parseJson(signed.statement) as { epoch?: unknown } | null)?.epoch;
    const receipt =
      typeof epoch === 'string' ? openReceipt(signed, credentials.serverKey, credentials.device, epoch) : null;
    if (receipt === null) return err(fault('BUNDLE_RECEIPT_INVALID', 'its signature'));
    const word = await wordOf(journal, receipt.epoch, receipt.watermark);
    if (!word.ok) return word;
    told.push({ receipt, signed, word: word.value, isRefusal: place >= file.receipts.length });
  }
  const byEpoch = new Map<string, Told[]>();
  for (const one of told) {
    const ofEpoch = byEpoch.get(one.receipt.epoch);
    if (ofEpoch === undefined) byEpoch.set(one.receipt.epoch, [one]);
    else ofEpoch.push(one);
  }
  const branches = new Map<string, number>();
  for (const [epoch, ofEpoch] of byEpoch) {
    const common = await commonPlace(journal, epoch, ofEpoch, held(epoch));
    if (common !== null) branches.set(epoch, common);
  }
  return ok({ taken: told.filter(({ word }) => word === 'ours'), branches, lacking: file.lacking ?? [] });
}
