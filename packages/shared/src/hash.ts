import { z } from 'zod';

/** SHA-256 in base64url without padding: 43 characters. */
export const hashSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/)
  .brand('Hash');
export type Hash = z.infer<typeof hashSchema>;

/** SHA-256 as the platform offers it; shared code brings none of its own. */
export type Sha256 = (bytes: Uint8Array) => Hash;

/** What the first record of an epoch names as its predecessor: thirty-two zero bytes. */
export const noHash = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' as Hash;
