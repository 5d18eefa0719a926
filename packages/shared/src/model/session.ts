import { z } from 'zod';
import { uuidSchema } from '../ids.ts';

/** Who asked for the evaluation. A walk-up is a press that nobody armed. */
export const armedBySchema = z.enum(['staff', 'queue', 'touch', 'walk-up']);
export type ArmedBy = z.infer<typeof armedBySchema>;

/** What is known of the service that is about to be evaluated. Case numbers are personal and never appear here. */
export const serviceContextSchema = z.object({
  siteId: uuidSchema,
  windowId: uuidSchema,
  staffId: uuidSchema.nullable(),
  itemCode: z.string().min(1).max(64).nullable(),
  /** The called ticket, such as "A042". */
  ticket: z.string().min(1).max(20).nullable(),
});
export type ServiceContext = z.infer<typeof serviceContextSchema>;

/** Record `session-armed`: one rating is awaited. */
export const sessionArmedSchema = z.object({
  sessionId: uuidSchema,
  armedBy: armedBySchema.exclude(['walk-up']),
  context: serviceContextSchema,
});
export type SessionArmed = z.infer<typeof sessionArmedSchema>;

/** Record `session-timed-out`: *not evaluated*; never a grade. Superseded: armed anew before anyone rated. */
export const sessionTimedOutSchema = z.object({
  sessionId: uuidSchema,
  reason: z.enum(['timeout', 'superseded', 'cancelled']),
});
export type SessionTimedOut = z.infer<typeof sessionTimedOutSchema>;
