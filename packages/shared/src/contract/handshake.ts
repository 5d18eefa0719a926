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

/** Links of the server's key chain that one answer holds; a device that is further behind asks again. */
export const maxKeyLinks = 16;

/** Missing attachments that one answer names. */
export const maxLackedAttachments = 100;

/** Runs of missing records that one answer names of an epoch. */
export const maxMissingRuns = 64;

/** seqs `from`…`to` of one epoch. */
export const seqRangeSchema = z.object({ from: z.int().min(1), to: z.int().min(1) });
export type SeqRange = z.infer<typeof seqRangeSchema>;

/** A device's two clocks at one moment, and what it knows of the server's. The server estimates from it, and rewrites nothing. */
export const clockReadingSchema = z.object({
  /** As in the records of this run of the host. */
  boot: uuidSchema,
  wall: z.int(),
  mono: z.number().min(0),
  /** The newest exchange of this boot whose answer named the server's time; `sent` and `received` by the monotonic clock. */
  exchange: z.object({ serverTime: z.int(), sent: z.number().min(0), received: z.number().min(0) }).nullable(),
});
export type ClockReading = z.infer<typeof clockReadingSchema>;

/** POST /api/v1/devices/{deviceId}/handshake: what the device has. */
export const handshakeRequestSchema = z.object({
  software: z.string().max(60),
  certificate: signedStatementSchema,
  epochs: z
    .array(
      z.object({
        epoch: uuidSchema,
        tip: positionSchema,
        /** A PrunedThrough, signed by the device: absent where it still holds the epoch from its first record. */
        pruned: signedStatementSchema.optional(),
      }),
    )
    .max(maxHandshakeEpochs),
  /** Version of the configuration the device runs on; null if none. */
  configurationVersion: z.string().max(64).nullable(),
  /** Absent from older devices. */
  clock: clockReadingSchema.optional(),
  /** The signing key of the server that the device trusts. Absent from older devices. */
  serverKeyId: z.string().max(60).optional(),
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
      /** Runs of seqs that the server holds only placeholders for, newest first: a healed device sends them again. */
      missing: z.array(seqRangeSchema).max(maxMissingRuns).default([]),
    }),
  ),
  configurationVersion: z.string().max(64),
  /** The server's clock, milliseconds since 1970. Nothing on a device is decided by it. Absent from older servers. */
  serverTime: z.int().optional(),
  /** SigningKeyLinks that lead from the key the device trusts to the one that signs now; none where it is that one. */
  serverKeys: z.array(signedStatementSchema).max(maxKeyLinks).optional(),
  /** Whether the device should take a new key now. */
  renewKey: z.boolean().optional(),
  /** SealingKey, signed: what the device seals to from now on. */
  sealingKey: signedStatementSchema.optional(),
  /** Attachments that accepted records name and the server has not, some of them: the device sends them again. */
  lacksAttachments: z.array(hashSchema).max(maxLackedAttachments).optional(),
});
export type HandshakeResponse = z.infer<typeof handshakeResponseSchema>;

/** POST /api/v1/devices/{deviceId}/hashes: the server's hashes at given seqs, to find where two branches part. */
export const hashesRequestSchema = z.object({ epoch: uuidSchema, seqs: z.array(z.int().min(1)).min(1).max(64) });
export type HashesRequest = z.infer<typeof hashesRequestSchema>;
export const hashesResponseSchema = z.object({ hashes: z.array(hashSchema.nullable()) });
export type HashesResponse = z.infer<typeof hashesResponseSchema>;

/** Answer to a batch; the same for the same batch, however often it is sent, until the watermark moves on. */
export const batchResponseSchema = z.object({
  receipt: signedStatementSchema,
  /** seqs stored as raw bytes because they could not be understood; they do not hold up the rest. */
  quarantined: z.array(z.int().min(1)),
});
export type BatchResponse = z.infer<typeof batchResponseSchema>;
