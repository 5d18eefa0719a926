import { z } from 'zod';
import { faultSchema } from './fault-schema.ts';

/** A stick that is plugged in and mounted. */
export const stickSchema = z.object({
  folder: z.string().max(4_096),
  /** Bytes that may still be written. */
  free: z.number().min(0),
});
export type Stick = z.infer<typeof stickSchema>;

/** What became of the last thing done with a stick. */
export const stickReportSchema = z.object({
  /**
   * `exported` with no file: there was nothing to export. `written-anew`: receipts were taken, and the server has another branch;
   * what was this pad's alone is to be exported once more.
   */
  phase: z.enum(['exporting', 'exported', 'receipts-taken', 'written-anew', 'failed']),
  folder: z.string(),
  /** Name of the bundle in the folder; null where there is none. */
  file: z.string().nullable(),
  /** Records written, epochs whose receipts were taken, or epochs written anew. */
  count: z.int().min(0),
  fault: faultSchema.nullable(),
});
export type StickReport = z.infer<typeof stickReportSchema>;
