import { z } from 'zod';
import { uuidSchema } from '../ids.ts';
import { signedStatementSchema } from './receipt.ts';

/** Raw Ed25519 public key, 32 bytes in base64url. */
export const publicKeySchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** One-time code as people type it: four groups of four, from an alphabet without look-alikes. */
export const enrollmentCodeSchema = z
  .string()
  .max(40)
  .transform((code) => code.toUpperCase().replaceAll(/[^0-9A-Z]/g, ''))
  .pipe(z.string().length(16));

/** POST /api/v1/enrollments; the request itself is signed with the new key, which proves possession. */
export const enrollmentRequestSchema = z.object({ code: z.string().max(40), publicKey: publicKeySchema });
export type EnrollmentRequest = z.infer<typeof enrollmentRequestSchema>;

/** POST /api/v1/enrollment-codes: a new code for one window. */
export const enrollmentCodeRequestSchema = z.object({ siteId: uuidSchema, windowId: uuidSchema });
export const enrollmentCodeResponseSchema = z.object({
  /** Shown once; the server keeps only its hash. */
  code: z.string(),
  /** Server time, ISO 8601. */
  expiresAt: z.string(),
});

/** Signed by the server; proves the pad to a server whose database has forgotten it. */
export const certificateSchema = z.object({
  device: uuidSchema,
  publicKey: publicKeySchema,
  siteId: uuidSchema,
  windowId: uuidSchema,
  /** Server time of enrollment, milliseconds since 1970; information only. */
  issuedAt: z.int(),
});
export type Certificate = z.infer<typeof certificateSchema>;

export const serverKeySchema = z.object({ keyId: z.string().max(60), publicKey: publicKeySchema });
export type ServerKey = z.infer<typeof serverKeySchema>;

export const enrollmentResponseSchema = z.object({
  device: uuidSchema,
  certificate: signedStatementSchema,
  /** What the server signs receipts with; the pad pins it. */
  serverKey: serverKeySchema,
});
export type EnrollmentResponse = z.infer<typeof enrollmentResponseSchema>;
