import { z } from 'zod';
import { faultSchema } from './fault-schema.ts';
import { uuidSchema } from '../ids.ts';
import { padReportSchema } from './pad-report.ts';
import { stickReportSchema } from './stick.ts';

/** `sending` while records are on their way, `waiting` between attempts, `refused` when only a person can mend it. */
export const syncPhases = ['not-enrolled', 'connecting', 'sending', 'current', 'waiting', 'refused'] as const;
export type SyncPhase = (typeof syncPhases)[number];

/** The host's health, for the technician's corner of the screen and for the local API. */
export const hostStatusSchema = z.object({
  device: uuidSchema.nullable(),
  /** One for each configured pad; a screen without buttons has none. */
  pads: z.array(padReportSchema),
  /** What of a technician's set-up cannot be read: files of the data folder, profiles. */
  setUp: z.array(faultSchema),
  sync: z.object({
    phase: z.enum(syncPhases),
    /** Records the server has not confirmed, as far as known. */
    unsent: z.int(),
    fault: faultSchema.nullable(),
    /** Milliseconds until the next attempt; null unless waiting. */
    retryIn: z.number().nullable(),
  }),
  /** What was last done with a stick; null if nothing. */
  stick: stickReportSchema.nullable(),
  journal: z.object({ epoch: uuidSchema, seq: z.int(), fault: faultSchema.nullable() }),
});
export type HostStatus = z.infer<typeof hostStatusSchema>;
