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
export const enrollmentRequestSchema = z.object({
  code: z.string().max(40),
  publicKey: publicKeySchema,
  /** As which device the pad's records were sent so far: a code that does not enroll that one is refused, and stays good. */
  device: uuidSchema.optional(),
});
export type EnrollmentRequest = z.infer<typeof enrollmentRequestSchema>;

/** POST /api/v1/enrollment-codes: a new code for one window. */
export const enrollmentCodeRequestSchema = z.object({
  siteId: uuidSchema,
  windowId: uuidSchema,
  /** Enrolls a pad anew as this device, with a new key: what the device has sent before is not counted again. */
  deviceId: uuidSchema.optional(),
});
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
  /** Counts the keys of this device; certificates from before there could be a second have none. */
  keyNumber: z.int().min(1).default(1),
});
export type Certificate = z.infer<typeof certificateSchema>;

export const serverKeySchema = z.object({ keyId: z.string().max(60), publicKey: publicKeySchema });
export type ServerKey = z.infer<typeof serverKeySchema>;

/** The key that a pad pins now, and those that led to it: they verify what they signed. */
export const trustedKeySchema = serverKeySchema.extend({ earlier: z.array(serverKeySchema).max(256).optional() });
export type TrustedKey = z.infer<typeof trustedKeySchema>;

/** A link in the chain of the server's signing keys: names a new one, signed by `previous`. */
export const signingKeySchema = serverKeySchema.extend({
  purpose: z.literal('signing-key'),
  previous: serverKeySchema,
});
export type SigningKeyLink = z.infer<typeof signingKeySchema>;

/** POST /api/v1/devices/{deviceId}/key: the device takes a new key. Signed with the old one, or again with the new one. */
export const deviceKeyRequestSchema = z.object({
  publicKey: publicKeySchema,
  /** The new key's signature over deviceKeyProof, base64url: whoever presents a key must hold it. */
  proof: z.string().max(120),
});
export const deviceKeyResponseSchema = z.object({ certificate: signedStatementSchema });

/** What a new key signs to show that it is there. */
export function deviceKeyProof(device: string, publicKey: string): string {
  return `pingjia-device-key ${device} ${publicKey}`;
}

export const enrollmentResponseSchema = z.object({
  device: uuidSchema,
  certificate: signedStatementSchema,
  /** What the server signs receipts with; the pad pins it. */
  serverKey: trustedKeySchema,
  /** SealingKey, signed; absent from servers that had none yet. */
  sealingKey: signedStatementSchema.optional(),
});
export type EnrollmentResponse = z.infer<typeof enrollmentResponseSchema>;
