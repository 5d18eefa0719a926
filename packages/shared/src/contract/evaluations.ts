import { z } from 'zod';
import { uuidSchema } from '../ids.ts';
import { channelSchema } from '../model/evaluation.ts';
import { gradeSchema } from '../model/grade.ts';
import { localizedTextSchema } from '../model/localized-text.ts';
import { armedBySchema } from '../model/session.ts';
import { remarkNoteSchema } from './attachment.ts';

const pageLimit = z.coerce.number().int().min(1).max(500).default(50);

/** Query of GET /api/v1/evaluations; all filters narrow. Newest accepted first, unless order=asc. */
export const evaluationQuerySchema = z.object({
  deviceId: uuidSchema.optional(),
  siteId: uuidSchema.optional(),
  staffId: uuidSchema.optional(),
  grade: gradeSchema.optional(),
  /** Device time of the press, inclusive. */
  from: z.iso.datetime({ offset: true }).optional(),
  /** Device time of the press, exclusive. */
  to: z.iso.datetime({ offset: true }).optional(),
  order: z.enum(['asc', 'desc']).default('desc'),
  limit: pageLimit,
  cursor: z.string().max(400).optional(),
});
export type EvaluationQuery = z.infer<typeof evaluationQuerySchema>;

/** One evaluation as API users and the console see it. */
export const evaluationItemSchema = z.object({
  evaluationId: uuidSchema,
  deviceId: uuidSchema,
  epoch: uuidSchema,
  seq: z.int(),
  sessionId: uuidSchema,
  siteId: uuidSchema,
  siteName: localizedTextSchema.nullable(),
  windowId: uuidSchema,
  windowLabel: z.string().nullable(),
  staffId: uuidSchema.nullable(),
  staffName: localizedTextSchema.nullable(),
  itemCode: z.string().nullable(),
  ticket: z.string().nullable(),
  /** The grade that counts: the first of its session, or what the citizen deliberately changed it to. */
  grade: gradeSchema,
  firstGrade: gradeSchema,
  bad: z.boolean(),
  channel: channelSchema,
  armedBy: armedBySchema,
  /** 'pad' or 'touch'. */
  source: z.enum(['pad', 'touch']),
  /** Detail codes the citizen ticked; null while the follow-up is open or was never offered. */
  details: z.array(z.string()).nullable(),
  /** That the citizen left something, never what; absent where nothing was left. */
  remark: remarkNoteSchema.optional(),
  /** Device wall clock, ISO 8601; null when it lies outside what ISO 8601 dates can say. */
  evaluatedAt: z.string().nullable(),
  /** The same moment by the server's clock, as far as the device's handshakes of that boot tell; null where none did. */
  corrected: z
    .object({
      at: z.string().nullable(),
      /** The truth lies at most this many milliseconds away. */
      within: z.number(),
    })
    .nullable(),
  /** Server clock at acceptance, ISO 8601. */
  acceptedAt: z.string(),
});
export type EvaluationItem = z.infer<typeof evaluationItemSchema>;

export const evaluationPageSchema = z.object({
  items: z.array(evaluationItemSchema),
  /** Continues the list; null at its end. In ascending order never null: it also resumes later. */
  nextCursor: z.string().nullable(),
});
export type EvaluationPage = z.infer<typeof evaluationPageSchema>;
