import { parseJson, type Receipt, type TrustedKey } from '@pingjia/shared';
import type { Anchor } from '../journal/anchors.ts';
import { readTextFile } from '../journal/atomic-file.ts';
import type { FileSystem } from '../journal/file-system.ts';
import { openReceipt, receiptsFileSchema } from './receipts.ts';

export interface StoredReceipts {
  /** By epoch: what the server signed for this device. */
  readonly receipts: ReadonlyMap<string, Receipt>;
  /** What they vouch for. */
  readonly anchors: readonly Anchor[];
  /** Epochs whose receipt is not what the server signed for this device. */
  readonly invalid: readonly string[];
  /** Whether the file is there and is none of receipts: it vouches for nothing. */
  readonly garbled: boolean;
}

/** The receipts in a pad's folder. A file that is missing or no JSON vouches for nothing. Throws the platform's error. */
export async function readReceipts(
  fs: FileSystem,
  folder: string,
  { device, serverKey }: { device: string; serverKey: TrustedKey },
): Promise<StoredReceipts> {
  const text = await readTextFile(fs, `${folder}/receipts.json`);
  const stored = receiptsFileSchema.safeParse(parseJson(text ?? '{}')).data;
  const receipts = new Map<string, Receipt>();
  const invalid: string[] = [];
  for (const [epoch, signed] of Object.entries(stored ?? {})) {
    const receipt = openReceipt(signed, serverKey, device, epoch);
    if (receipt === null) invalid.push(epoch);
    else receipts.set(epoch, receipt);
  }
  const anchors = [...receipts].map(([epoch, { watermark }]) => ({ epoch, ...watermark }));
  return { receipts, anchors, invalid, garbled: stored === undefined };
}
