import { type Certificate, certificateSchema, type SignedStatement } from '@pingjia/shared';
import type { SigningKey } from '../../keys/signing-key.ts';

/** The certificate in `signed`, or null unless this server signed it. */
export function readCertificate(key: SigningKey, signed: SignedStatement): Certificate | null {
  if (!key.verify(signed)) return null;
  try {
    const parsed = certificateSchema.safeParse(JSON.parse(signed.statement));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
