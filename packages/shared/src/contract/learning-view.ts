import { z } from 'zod';
import { gradeSchema } from '../model/grade.ts';
import { keyMapSchema } from '../model/key-map.ts';
import { padIdSchema } from '../model/press-source.ts';

/** What a technician may do while a pad's keys are learnt. `skip`: the pad has no button for the grade asked for. */
export const learningSteps = ['skip', 'restart', 'confirm', 'cancel'] as const;
export type LearningStep = (typeof learningSteps)[number];

/** A pad's keys being learnt: each grade's button is pressed in turn, best first; then the map is confirmed. */
export const learningViewSchema = z.object({
  padId: padIdSchema,
  /** The grade whose button is to be pressed; null: all were asked for, the map is to be confirmed. */
  asked: gradeSchema.nullable(),
  /** What was learnt so far. */
  heard: keyMapSchema,
  /** Why the last press or wait taught nothing. */
  refusal: z
    .discriminatedUnion('reason', [
      /** The key stands for `grade` already. */
      z.object({ reason: z.literal('duplicate'), key: z.int(), grade: gradeSchema }),
      z.object({ reason: z.literal('foreign'), key: z.int() }),
      z.object({ reason: z.literal('timeout') }),
      z.object({ reason: z.literal('nothing-learnt') }),
    ])
    .nullable(),
  /** A button pressed once more to try it, before the map is confirmed. */
  tried: gradeSchema.nullable(),
  /** Milliseconds the button asked for is waited for, when this was sent; then it is asked for again. */
  left: z.number().min(0),
});
export type LearningView = z.infer<typeof learningViewSchema>;
