import { z } from 'zod';
import { hashSchema } from '../hash.ts';
import { uuidSchema } from '../ids.ts';
import { epochReasons } from '../model/epoch.ts';
import { localizedTextSchema } from '../model/localized-text.ts';

export const deviceQuerySchema = z.object({
  siteId: uuidSchema.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(400).optional(),
});
export type DeviceQuery = z.infer<typeof deviceQuerySchema>;

/** `missing`: not sent yet; `rotted`: unreadable on the device; `pruned`: sent once, dropped since, and lost here by a restore. */
export const gapKinds = ['missing', 'rotted', 'pruned'] as const;

/** Records that the device says it wrote and the server does not hold. */
export const gapSchema = z.object({ epoch: uuidSchema, from: z.int(), to: z.int(), kind: z.enum(gapKinds) });
export type Gap = z.infer<typeof gapSchema>;

export const deviceEpochSchema = z.object({
  epoch: uuidSchema,
  reason: z.enum(epochReasons),
  previousEpoch: uuidSchema.nullable(),
  watermark: z.int(),
  digest: hashSchema,
  quarantined: z.int(),
});

/** One device with its health. */
export const deviceItemSchema = z.object({
  deviceId: uuidSchema,
  siteId: uuidSchema,
  siteName: localizedTextSchema.nullable(),
  windowId: uuidSchema,
  windowLabel: z.string().nullable(),
  software: z.string().nullable(),
  enrolledAt: z.string(),
  revokedAt: z.string().nullable(),
  /** Server time of the last authenticated request; null if there was none. */
  lastSeenAt: z.string().nullable(),
  /** Heard from within the last two heartbeats. */
  online: z.boolean(),
  /** Newest seq held without a gap in the newest epoch; 0 if nothing. */
  watermark: z.int(),
  epochs: z.array(deviceEpochSchema),
  gaps: z.array(gapSchema),
  /** Two branches under one identity were seen: a copied or restored folder. */
  forked: z.boolean(),
  pads: z.array(
    z.object({
      padId: z.string(),
      state: z.enum(['found', 'lost']),
      address: z.string().nullable(),
      firmware: z.string().nullable(),
      /** Presses that the pad counted and the host never heard. */
      lostPresses: z.int(),
    }),
  ),
  evaluations: z.int(),
});
export type DeviceItem = z.infer<typeof deviceItemSchema>;

export const devicePageSchema = z.object({ items: z.array(deviceItemSchema), nextCursor: z.string().nullable() });
export type DevicePage = z.infer<typeof devicePageSchema>;
