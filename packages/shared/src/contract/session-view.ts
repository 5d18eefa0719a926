import { z } from 'zod';
import { errorCodes } from '../errors.ts';
import { uuidSchema } from '../ids.ts';
import { gradeSchema } from '../model/grade.ts';
import { armedBySchema } from '../model/session.ts';

/** Milliseconds left when the view was sent; 0 when over. Durations, because host and screen share no clock. */
const left = z.number().min(0);

const evaluated = { sessionId: uuidSchema, evaluationId: uuidSchema, grade: gradeSchema, changeLeft: left };

/** What a window pad's screen shows: a function of the session machine's snapshot and of nothing else. */
export const sessionViewSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('idle') }),
  z.object({
    state: z.literal('armed'),
    sessionId: uuidSchema,
    armedBy: armedBySchema,
    ticket: z.string().nullable(),
    itemCode: z.string().nullable(),
    left,
  }),
  z.object({ state: z.literal('rated'), ...evaluated }),
  z.object({ state: z.literal('followUp'), ...evaluated, details: z.array(z.string()), left }),
  z.object({ state: z.literal('thanks'), ...evaluated }),
  /** No press can be made durable at the moment; `code` says why. */
  z.object({ state: z.literal('paused'), code: z.enum(errorCodes) }),
]);
export type SessionView = z.infer<typeof sessionViewSchema>;
