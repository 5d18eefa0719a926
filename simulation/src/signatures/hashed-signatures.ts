import crypto, { type KeyObject } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

const real = {
  sign: crypto.sign,
  verify: crypto.verify,
  createPublicKey: crypto.createPublicKey,
  createHmac: crypto.createHmac,
};
const raws = new WeakMap<object, Buffer>();

/**
 * Ed25519 and HMAC for this whole process by bare hashes: as long, as repeatable and as sensitive to every byte, many
 * times faster, and forgeable. Most histories run on it; the real one comes back with `useRealSignatures`.
 */
export function useHashedSignatures(): void {
  const sign = (_algorithm: unknown, data: Uint8Array, key: KeyObject) => seal(rawOf(key), data);
  const verify = (_algorithm: unknown, data: Uint8Array, key: KeyObject, signature: Uint8Array) =>
    seal(rawOf(key), data).equals(signature);
  const createHmac = (algorithm: string, key: Uint8Array) => crypto.createHash(algorithm).update(key);
  install({ sign, verify, createHmac, createPublicKey: cheapPublicKey });
}

export function useRealSignatures(): void {
  install(real);
}

function install(functions: object): void {
  Object.assign(crypto, functions);
  syncBuiltinESMExports();
}

/** What stands for a public key: it can be told in both forms in which keys travel. */
class HashedKey {
  readonly asymmetricKeyType = 'ed25519';
  readonly raw: Buffer;

  constructor(raw: Buffer) {
    this.raw = raw;
  }

  export({ format }: { readonly format: 'jwk' | 'der' }): unknown {
    if (format === 'der') return Buffer.concat([spkiPrefix, this.raw]);
    return { kty: 'OKP', crv: 'Ed25519', x: this.raw.toString('base64url') };
  }
}

/** Of an Ed25519 SubjectPublicKeyInfo (RFC 8410). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

interface KeyInput {
  readonly key: Buffer | { readonly x?: string };
}

function cheapPublicKey(input: KeyObject | KeyInput): HashedKey {
  if (input instanceof crypto.KeyObject) return new HashedKey(rawOf(input));
  const { key } = input;
  return new HashedKey(Buffer.isBuffer(key) ? key.subarray(spkiPrefix.length) : Buffer.from(key.x ?? '', 'base64url'));
}

function rawOf(key: KeyObject | HashedKey): Buffer {
  if (key instanceof HashedKey) return key.raw;
  const known = raws.get(key);
  if (known !== undefined) return known;
  const raw = Buffer.from(real.createPublicKey(key).export({ format: 'jwk' }).x ?? '', 'base64url');
  raws.set(key, raw);
  return raw;
}

function seal(raw: Buffer, data: Uint8Array): Buffer {
  return crypto.createHash('sha512').update(raw).update(data).digest();
}
