import { sessionArmedSchema, uuidSchema } from '@pingjia/shared';
import { z } from 'zod';
import { recentEvaluationsSchema } from './attachments/recent-evaluations.ts';
import { ledgerSchema } from './session/press-ledger.ts';
import { carriedSchema } from './sync/carried-records.ts';

/**
 * HostMemory as the journal's checkpoint keeps it. Whatever HostMemory folds besides must be in here, and `format` go up:
 * an older snapshot is then not taken up and the records are read again.
 */
export const memorySchema = z.object({
  format: z.literal(2),
  ledger: ledgerSchema,
  signedIn: uuidSchema.nullable(),
  carried: carriedSchema,
  recent: recentEvaluationsSchema,
  armed: sessionArmedSchema.nullable(),
  previousStop: z.enum(['clean', 'crash']).nullable(),
});
