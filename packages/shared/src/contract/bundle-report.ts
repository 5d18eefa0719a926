import { z } from 'zod';
import { faultSchema } from './fault-schema.ts';
import { uuidSchema } from '../ids.ts';
import { seqRangeSchema } from './handshake.ts';
import { signedStatementSchema } from './receipt.ts';

/** seqs `from`…`to` of one epoch of which the server has placeholders only, or nothing. */
export const lackingRunSchema = seqRangeSchema.extend({ epoch: uuidSchema });
export type LackingRun = z.infer<typeof lackingRunSchema>;

/** What became of one batch of a bundle. */
export const bundleBatchReportSchema = z.object({
  epoch: uuidSchema,
  from: z.int().min(1),
  to: z.int().min(1),
  /** Records that were new to the server; the rest it had. */
  accepted: z.int().min(0),
  quarantined: z.array(z.int().min(1)),
  /** Why none of the batch was taken; null where it was. */
  fault: faultSchema.nullable(),
});

/** POST /api/v1/bundles: what the server made of a bundle. What is named here as accepted is durable. */
export const bundleReportSchema = z.object({
  bundle: uuidSchema,
  device: uuidSchema,
  batches: z.array(bundleBatchReportSchema),
  accepted: z.int().min(0),
  /** Whether the end of the bundle was there; what came before a cut counts all the same. */
  complete: z.boolean(),
  /** What ended the import early; null where nothing did. */
  fault: faultSchema.nullable(),
  /** Newest receipt of each epoch: what the pad may be told. */
  receipts: z.array(signedStatementSchema),
  /** AttachmentReceipts of the attachments that were taken. Absent from older servers. */
  attachmentReceipts: z.array(signedStatementSchema).optional(),
  /** Of each epoch that was refused as forked: receipts of what is held there, of the other branch too. Absent from older servers. */
  branches: z.array(signedStatementSchema).optional(),
  /** What the server lacks of this device's epochs below their receipts: another copy of the folder may have it. Absent from older servers. */
  lacking: z.array(lackingRunSchema).optional(),
});
export type BundleReport = z.infer<typeof bundleReportSchema>;

/** The file that goes back to the pad on the stick. */
export const bundleReceiptFileSchema = z.object({
  kind: z.literal('pingjia-bundle-receipt'),
  bundle: uuidSchema,
  device: uuidSchema,
  receipts: z.array(signedStatementSchema).max(10_000),
  attachmentReceipts: z.array(signedStatementSchema).max(100_000).optional(),
  branches: z.array(signedStatementSchema).max(20_000).optional(),
  lacking: z.array(lackingRunSchema).max(10_000).optional(),
});
export type BundleReceiptFile = z.infer<typeof bundleReceiptFileSchema>;

/** What goes back to the pad of what the server said. */
export function receiptFileOf(report: BundleReport): BundleReceiptFile {
  const { bundle, device, receipts, attachmentReceipts, branches, lacking } = report;
  return { kind: 'pingjia-bundle-receipt', bundle, device, receipts, attachmentReceipts, branches, lacking };
}
