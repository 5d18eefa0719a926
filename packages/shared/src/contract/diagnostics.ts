import { z } from 'zod';
import { uuidSchema } from '../ids.ts';
import { gapSchema } from './devices.ts';

/** Rows of a kind that one answer holds at most, the newest. */
export const diagnosticsLimit = 200;

/**
 * Why a record is not in the figures: it could not be understood, its type is of a later version, or it rotted on the
 * device and only its place is held.
 */
export const setAsideStates = ['quarantined', 'unknown-type', 'rotted'] as const;

export const setAsideRecordSchema = z.object({
  epoch: uuidSchema,
  seq: z.int(),
  state: z.enum(setAsideStates),
  /** Null where it cannot be read. */
  type: z.string().nullable(),
  /** A code and the field, never what the record says; null for a type of a later version. */
  reason: z.string().nullable(),
  /** Length of the bytes held; null for a placeholder. */
  bytes: z.int().nullable(),
  acceptedAt: z.string(),
});
export type SetAsideRecord = z.infer<typeof setAsideRecordSchema>;

/** One reading of a device's clocks beside the server's. Neither is ever rewritten. */
export const clockReportSchema = z.object({
  /** Names the run of the host. */
  boot: uuidSchema,
  /** When that run began by the server's clock, as estimated; null where ISO 8601 has no date for it. Absent from older servers. */
  startedAt: z.string().nullable().optional(),
  /** Server time of the handshake that told it. */
  observedAt: z.string(),
  /** Device wall clock; null where ISO 8601 has no date for it. */
  deviceTime: z.string().nullable(),
  /** The same moment by the server's clock, as estimated. */
  correctedTime: z.string().nullable(),
  /** How far the device's wall clock was ahead, milliseconds; negative: behind. */
  offset: z.number(),
  /** The truth lies at most this many milliseconds from `correctedTime`. */
  within: z.number(),
});
export type ClockReport = z.infer<typeof clockReportSchema>;

/** GET /api/v1/devices/{deviceId}/diagnostics: what people look at when a device is not well. */
export const deviceDiagnosticsSchema = z.object({
  deviceId: uuidSchema,
  forked: z.boolean(),
  setAside: z.object({ items: z.array(setAsideRecordSchema), more: z.boolean() }),
  gaps: z.array(gapSchema),
  clocks: z.array(clockReportSchema),
});
export type DeviceDiagnostics = z.infer<typeof deviceDiagnosticsSchema>;
