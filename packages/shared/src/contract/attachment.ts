import { z } from 'zod';
import { hashSchema } from '../hash.ts';
import { uuidSchema } from '../ids.ts';
import { remarkParts } from '../model/remark.ts';
import { signedStatementSchema } from './receipt.ts';

export const attachmentContentType = 'application/vnd.pingjia.attachment';

/** Largest attachment as sealed, bytes. */
export const maxAttachmentBytes = 65_536;

/** What the server signs once an attachment is durable there. */
export const attachmentReceiptSchema = z.object({
  purpose: z.literal('attachment-receipt'),
  device: uuidSchema,
  hash: hashSchema,
  /** The server's clock, milliseconds since 1970. */
  issuedAt: z.int(),
});
export type AttachmentReceipt = z.infer<typeof attachmentReceiptSchema>;

/** PUT /api/v1/devices/{deviceId}/attachments/{hash}: the same again gets a receipt again. */
export const attachmentResponseSchema = z.object({ receipt: signedStatementSchema });
export type AttachmentResponse = z.infer<typeof attachmentResponseSchema>;

/** `awaited`: the record is here and what it names is not. `erased`: it was here; the record that names it stays. */
export const remarkStates = ['held', 'awaited', 'erased'] as const;
export type RemarkState = (typeof remarkStates)[number];

/** That a remark was left on an evaluation, never what. */
export const remarkNoteSchema = z.object({ state: z.enum(remarkStates), holds: z.array(z.enum(remarkParts)) });
export type RemarkNote = z.infer<typeof remarkNoteSchema>;

/** POST /api/v1/evaluations/{deviceId}/{evaluationId}/remark/erasure: why it goes, in a line that is kept. */
export const remarkErasureRequestSchema = z.object({
  reason: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^\P{Cc}*$/u),
});
export type RemarkErasureRequest = z.infer<typeof remarkErasureRequestSchema>;

/** GET /api/v1/evaluations/{deviceId}/{evaluationId}/remark: what was left. Who reads it is written down. */
export const remarkAnswerSchema = z.object({
  state: z.enum(remarkStates),
  comment: z.string().nullable(),
  phone: z.string().nullable(),
});
export type RemarkAnswer = z.infer<typeof remarkAnswerSchema>;
