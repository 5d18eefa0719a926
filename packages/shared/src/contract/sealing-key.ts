import { z } from 'zod';
import { publicKeySchema } from './enrollment.ts';

/** What the server signs so that a pad seals to nobody else: its X25519 public key, and the name it is found by. */
export const sealingKeySchema = z.object({
  purpose: z.literal('sealing-key'),
  keyId: z.string().min(1).max(60),
  publicKey: publicKeySchema,
});
export type SealingKey = z.infer<typeof sealingKeySchema>;
