import { z } from 'zod';
import { uuidSchema } from '../ids.ts';

/** Record `follow-up-closed`: the ticked details as they stood when it ended. Empty means "not given": never invent a reason. */
export const followUpClosedSchema = z.object({
  evaluationId: uuidSchema,
  details: z.array(z.string().regex(/^[1-5]\d{2}$/)).max(20),
  how: z.enum(['completed', 'skipped', 'timeout', 'next-citizen']),
});
export type FollowUpClosed = z.infer<typeof followUpClosedSchema>;
