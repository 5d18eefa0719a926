import { z } from 'zod';
import { uuidSchema } from '../ids.ts';
import { gradeSchema } from './grade.ts';
import { pressSourceSchema } from './press-source.ts';
import { armedBySchema, serviceContextSchema } from './session.ts';

/** Where the citizen evaluated; converted to a province's `pf` code by its export profile. */
export const channelSchema = z.enum(['window-pad', 'self-service-terminal', 'paper']);
export type Channel = z.infer<typeof channelSchema>;

/** Record `evaluation`: the press and the evaluation it made, one act, one record. */
export const evaluationSchema = z.object({
  evaluationId: uuidSchema,
  sessionId: uuidSchema,
  grade: gradeSchema,
  channel: channelSchema,
  armedBy: armedBySchema,
  source: pressSourceSchema,
  context: serviceContextSchema,
});
export type Evaluation = z.infer<typeof evaluationSchema>;

/** Record `evaluation-changed`: the citizen changed their mind on the screen, deliberately and in time. */
export const evaluationChangedSchema = z.object({
  evaluationId: uuidSchema,
  from: gradeSchema,
  to: gradeSchema,
  source: pressSourceSchema,
});
export type EvaluationChanged = z.infer<typeof evaluationChangedSchema>;
