import { z } from 'zod';
import { uuidSchema } from '../ids.ts';
import { gradeSchema } from './grade.ts';
import { padIdSchema, pressSourceSchema } from './press-source.ts';

/** Record `press-repeated`: a further press for a session that has its grade. Journaled, counted, changes nothing. */
export const pressRepeatedSchema = z.object({ sessionId: uuidSchema, grade: gradeSchema, source: pressSourceSchema });
export type PressRepeated = z.infer<typeof pressRepeatedSchema>;

/** Record `press-stray`: a press that nobody asked for, where walk-up evaluation is off or its pad cannot be trusted with it. */
export const pressStraySchema = z.object({
  grade: gradeSchema,
  source: pressSourceSchema,
  /** `already-rated`: a second result where one was awaited; `paused`: the window is closed for the moment. */
  reason: z.enum(['not-armed', 'already-rated', 'paused']),
});
export type PressStray = z.infer<typeof pressStraySchema>;

/** Record `press-refused`: a press that means no grade, such as a key missing from the key map. Never a grade. */
export const pressRefusedSchema = z.object({
  source: pressSourceSchema,
  /** `learning`, `conflicting-key`: pressed while the pad's keys were learnt; the latter for a second grade. */
  reason: z.enum(['unmapped-key', 'conflicting-key', 'learning']),
});
export type PressRefused = z.infer<typeof pressRefusedSchema>;

/** Record `presses-lost`: the pad counted presses that never arrived; both counts are exclusive. */
export const pressesLostSchema = z.object({
  padId: padIdSchema,
  boot: z.string().max(32),
  after: z.int().min(0).max(65_535),
  before: z.int().min(0).max(65_535),
  lost: z.int().min(1).max(65_535),
});
export type PressesLost = z.infer<typeof pressesLostSchema>;

/** Record `press-recovered`: a press that was journaled as lost came after all; it stands in a record beside this one. */
export const pressRecoveredSchema = z.object({
  padId: padIdSchema,
  boot: z.string().max(32),
  count: z.int().min(0).max(65_535),
});
export type PressRecovered = z.infer<typeof pressRecoveredSchema>;
