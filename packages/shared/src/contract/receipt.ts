import { z } from 'zod';
import { uuidSchema } from '../ids.ts';
import { positionSchema } from '../model/epoch.ts';

/** What the server holds durably of one epoch: every record up to `watermark`, whose hash vouches for all below it. */
export const receiptSchema = z.object({
  device: uuidSchema,
  epoch: uuidSchema,
  watermark: positionSchema,
  /** The server's clock when it reached this watermark, milliseconds since 1970: what a device's retention counts by. */
  issuedAt: z.int().optional(),
});
export type Receipt = z.infer<typeof receiptSchema>;

/** A statement of the server as the exact text that was signed. */
export const signedStatementSchema = z.object({
  /** The signed text: JSON. */
  statement: z.string().max(4_096),
  /** Ed25519 over the UTF-8 bytes of `statement`, base64url. */
  signature: z.string().max(120),
  /** Which of the server's keys signed. */
  keyId: z.string().max(60),
});
export type SignedStatement = z.infer<typeof signedStatementSchema>;
