import { createHash, randomBytes } from 'node:crypto';

/** A secret of 256 random bits from the operating system, base64url. */
export function newSecretToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token: enough to recognise it, too little to use it. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
