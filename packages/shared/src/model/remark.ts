import { z } from 'zod';
import { fault } from '../fault.ts';
import { hashSchema } from '../hash.ts';
import { uuidSchema } from '../ids.ts';
import { err, ok, type Result } from '../result.ts';

/** What a citizen may leave besides the grade. */
export const remarkParts = ['comment', 'phone'] as const;
export type RemarkPart = (typeof remarkParts)[number];

export const remarkLimits = {
  /** Unicode code points. */
  comment: 500,
  /** Characters as they were given. */
  phone: 40,
  /** Remarks on one evaluation; where they say different things the newer one counts. */
  perEvaluation: 5,
} as const;

/** Names a file that is sealed to the server: what a record may say of it. */
export const attachmentNameSchema = z.object({
  /** Of the sealed bytes. */
  hash: hashSchema,
  /** Sealed bytes; what was sealed is shorter, and padded to hide its length. */
  bytes: z.int().min(1),
  /** The server's sealing key. */
  keyId: z.string().min(1).max(60),
});
export type AttachmentName = z.infer<typeof attachmentNameSchema>;

/** Record `remark-left`: that something was left, never what. */
export const remarkLeftSchema = z.object({
  evaluationId: uuidSchema,
  attachment: attachmentNameSchema,
  holds: z.array(z.enum(remarkParts)).min(1).max(remarkParts.length),
});
export type RemarkLeft = z.infer<typeof remarkLeftSchema>;

/** What is sealed: JSON in UTF-8, padded. The evaluation is in it so that no attachment can stand for another. */
export const remarkSchema = z.object({
  evaluationId: uuidSchema,
  comment: z.string().optional(),
  phone: z.string().optional(),
});
export type Remark = z.infer<typeof remarkSchema>;

/** A remark as it comes from a screen or a local program. */
export interface GivenRemark {
  readonly comment?: string | undefined;
  readonly phone?: string | undefined;
}

/** C0 and C1 control characters but the line feed. Marks of writing direction are none. */
const controls = /(?!\n)\p{Cc}/gu;

/** Forms of numbers, without what separates their digits. Extensions are counted among the digits. */
const phones = [
  /** Mobile, with the country code or without. */
  /^(?:\+?86|0086)?1[3-9]\d{9}$/,
  /** Landline with its area code. */
  /^(?:(?:\+?86|0086)[1-9]|0[1-9])\d{8,16}$/,
  /** Landline of this town. */
  /^[2-8]\d{6,13}$/,
  /** 400 and 800 numbers. */
  /^[48]00\d{7}$/,
  /** Any other country's. */
  /^(?:\+|00)[1-9]\d{6,14}$/,
] as const;

/** Cleans what was given. Errors: REMARK_INVALID, naming the field and never its value; `remark` where there is nothing. */
export function readRemark(given: GivenRemark): Result<GivenRemark> {
  const comment = given.comment === undefined ? '' : cleanComment(given.comment);
  if (Array.from(comment).length > remarkLimits.comment) return err(fault('REMARK_INVALID', 'comment'));
  const written = (given.phone ?? '').normalize('NFKC').replaceAll(controls, '').trim();
  if (written !== '' && !isPhone(written)) return err(fault('REMARK_INVALID', 'phone'));
  if (comment === '' && written === '') return err(fault('REMARK_INVALID', 'remark'));
  return ok({ ...(comment === '' ? {} : { comment }), ...(written === '' ? {} : { phone: written }) });
}

/** Whether somebody could be called under it, as far as its form tells. */
export function isPhone(text: string): boolean {
  const digits = text.replaceAll(/[ ().#\u2010-\u2015-]/gu, '');
  return text.length <= remarkLimits.phone && phones.some((form) => form.test(digits));
}

function cleanComment(text: string): string {
  // Half of a surrogate pair has no bytes in UTF-8.
  const wellFormed = new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(new TextEncoder().encode(text));
  return wellFormed.replaceAll(/\r\n?/gu, '\n').replaceAll(controls, '').trim();
}
