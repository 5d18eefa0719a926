import { z } from 'zod';
import { hashSchema } from '../hash.ts';
import { uuidSchema } from '../ids.ts';
import { positionSchema } from '../model/epoch.ts';
import { signedStatementSchema } from './receipt.ts';

/** A device that has nothing to say shakes hands this often, milliseconds; after two of them without a word it is offline. */
export const heartbeatInterval = 20_000;

/** What the handshake answers as version where the server has no configuration for the device. */
export const noConfiguration = 'none';

/** Epochs a device lists in one handshake; the newest ones if it has more. */
export const maxHandshakeEpochs = 64;

/** POST /api/v1/devices/{deviceId}/handshake: what the device has. */
export const handshakeRequestSchema = z.object({
  software: z.string().max(60),
  certificate: signedStatementSchema,
  epochs: z.array(z.object({ epoch: uuidSchema, tip: positionSchema })).max(maxHandshakeEpochs),
  /** Version of the configuration the device runs on; null if none. */
  configurationVersion: z.string().max(64).nullable(),
});
export type HandshakeRequest = z.infer<typeof handshakeRequestSchema>;

/** What the server holds of each listed epoch. What it lacks is what is unsent. */
export const handshakeResponseSchema = z.object({
  heads: z.array(
    z.object({
      epoch: uuidSchema,
      /** Signed receipt; null where the server holds nothing of the epoch. */
      receipt: signedStatementSchema.nullable(),
      /** The server's hash at the device's tip, where it holds that many: tells a fork from a lost tail. */
      hashAtTip: hashSchema.nullable(),
    }),
  ),
  configurationVersion: z.string().max(64),
});
export type HandshakeResponse = z.infer<typeof handshakeResponseSchema>;

/** POST /api/v1/devices/{deviceId}/hashes: the server's hashes at given seqs, to find where two branches part. */
export const hashesRequestSchema = z.object({ epoch: uuidSchema, seqs: z.array(z.int().min(1)).min(1).max(64) });
export type HashesRequest = z.infer<typeof hashesRequestSchema>;
export const hashesResponseSchema = z.object({ hashes: z.array(hashSchema.nullable()) });
export type HashesResponse = z.infer<typeof hashesResponseSchema>;

/** Answer to a batch. */
export const batchResponseSchema = z.object({
  receipt: signedStatementSchema,
  /** Records of this batch that were new to the server. */
  accepted: z.int().min(0),
  /** seqs stored as raw bytes because they could not be understood; they do not hold up the rest. */
  quarantined: z.array(z.int().min(1)),
});
export type BatchResponse = z.infer<typeof batchResponseSchema>;
