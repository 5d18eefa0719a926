import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { SignedStatement } from '@pingjia/shared';

/** The key object of a raw Ed25519 public key (base64url of 32 bytes), or null if it is none. */
export function importPublicKey(raw: string): KeyObject | null {
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw }, format: 'jwk' });
  } catch {
    return null;
  }
}

export function exportPublicKey(key: KeyObject): string {
  const { x } = key.export({ format: 'jwk' });
  if (x === undefined) throw new TypeError('not an Ed25519 key');
  return x;
}

/** A short name of a raw public key. */
export function nameKey(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('base64url').slice(0, 16);
}

/** `value` as the JSON text that travels, signed by the key of this name. */
export function signStatement(value: unknown, privateKey: KeyObject, keyId: string): SignedStatement {
  const statement = JSON.stringify(value);
  return { statement, signature: sign(null, Buffer.from(statement), privateKey).toString('base64url'), keyId };
}

export function verifyEd25519(key: KeyObject, message: Uint8Array, signature: Uint8Array): boolean {
  return verify(null, message, key, signature);
}
