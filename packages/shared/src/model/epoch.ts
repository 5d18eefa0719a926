import { z } from 'zod';
import { hashSchema } from '../hash.ts';
import { uuidSchema } from '../ids.ts';

export const epochReasons = ['created', 'tail-lost', 'damaged', 'forked', 'folder-replaced'] as const;
export type EpochReason = (typeof epochReasons)[number];

/** A position in one epoch's chain. seq 0 with the zero hash is the position before the first record. */
export const positionSchema = z.object({ seq: z.int().min(0), hash: hashSchema });
export type Position = z.infer<typeof positionSchema>;

/** Record `epoch-begun`: always the first of its epoch; says which epoch came before, how far it is known, and why it ended. */
export const epochBegunSchema = z.object({
  reason: z.enum(epochReasons),
  previous: z.object({ epoch: uuidSchema, tip: positionSchema }).nullable(),
});
export type EpochBegun = z.infer<typeof epochBegunSchema>;

/**
 * Record `record-carried`: a record of a forked epoch that the server holds a different one for. Its exact bytes live on
 * here, so that a genuine press counts although its number was taken.
 */
export const recordCarriedSchema = z.object({
  epoch: uuidSchema,
  seq: z.int().min(1),
  hash: hashSchema,
  /** The record's exact bytes as text. */
  record: z.string(),
});
export type RecordCarried = z.infer<typeof recordCarriedSchema>;
