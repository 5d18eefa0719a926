import { z } from 'zod';
import { hashSchema } from '../hash.ts';
import { uuidSchema } from '../ids.ts';

/** Names one record of the journal; the mirror's checkpoint is the last record it took. */
export const mirrorCheckpointSchema = z.object({ epoch: uuidSchema, seq: z.int().min(1), hash: hashSchema });
export type MirrorCheckpoint = z.infer<typeof mirrorCheckpointSchema>;

export const mirrorRecordSchema = z.object({
  epoch: uuidSchema,
  seq: z.int().min(1),
  hash: hashSchema,
  /** Place of the record in the whole journal, across epochs, from 1. */
  ordinal: z.int().min(1),
  /** The record's exact bytes as text. */
  text: z.string(),
});
export type MirrorRecord = z.infer<typeof mirrorRecordSchema>;

/** Records that the mirror gives back at once. */
export const maxHealRecords = 200;

/**
 * One page for the mirror. `reset`: the journal does not know the checkpoint; drop everything and pull from the start.
 * `heal`: the journal lost these records or never had them; answer with `mirror.heal`, then pull again.
 * MIRROR_UNDECIDED, a fault: keep everything, and pull again later.
 */
export const mirrorPageSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('page'),
    records: z.array(mirrorRecordSchema),
    checkpoint: mirrorCheckpointSchema.nullable(),
    /** The device that the journal's records are sent as; null: none yet. To be kept beside the checkpoint. */
    device: uuidSchema.nullable().optional(),
  }),
  z.object({ outcome: z.literal('reset') }),
  z.object({ outcome: z.literal('heal'), epoch: uuidSchema, from: z.int().min(1), to: z.int().min(1) }),
]);
export type MirrorPage = z.infer<typeof mirrorPageSchema>;
