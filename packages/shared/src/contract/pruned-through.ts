import { z } from 'zod';
import { uuidSchema } from '../ids.ts';
import { positionSchema } from '../model/epoch.ts';

/**
 * What a device signs with its own key before it drops old records: of `epoch` it holds nothing up to and including
 * `through`, all of it lay at or below a receipt, and the next record it holds names `through.hash` as its predecessor.
 * Rides in the handshake as a SignedStatement whose keyId is the device's id. A server that holds less takes it as a declared gap.
 */
export const prunedThroughSchema = z.object({
  device: uuidSchema,
  epoch: uuidSchema,
  through: positionSchema,
});
export type PrunedThrough = z.infer<typeof prunedThroughSchema>;
