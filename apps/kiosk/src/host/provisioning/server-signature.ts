import type { SignedStatement, TrustedKey } from '@pingjia/shared';
import { verifySignedText } from './device-key.ts';

/** Whether this pad's server signed the statement, with its present key or with one that led to it. */
export function isSignedBy(key: TrustedKey, { statement, signature, keyId }: SignedStatement): boolean {
  const signer = [key, ...(key.earlier ?? [])].find((candidate) => candidate.keyId === keyId);
  return signer !== undefined && verifySignedText(signer.publicKey, statement, signature);
}
