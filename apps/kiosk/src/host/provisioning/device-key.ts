import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';

/** DER prefix of an Ed25519 SubjectPublicKeyInfo (RFC 8410); the 32 key bytes follow. */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** The pad's Ed25519 key. It is made on the pad and never leaves it. */
export class DeviceKey {
  readonly #private: KeyObject;
  /** Raw public key, base64url. */
  readonly publicKey: string;

  constructor(privateKey: KeyObject) {
    this.#private = privateKey;
    this.publicKey = createPublicKey(privateKey)
      .export({ format: 'der', type: 'spki' })
      .subarray(spkiPrefix.length)
      .toString('base64url');
  }

  static generate(): DeviceKey {
    return new DeviceKey(generateKeyPairSync('ed25519').privateKey);
  }

  /** Throws where `pem` is no Ed25519 private key. */
  static fromPem(pem: string): DeviceKey {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key');
    return new DeviceKey(key);
  }

  toPem(): string {
    return this.#private.export({ format: 'pem', type: 'pkcs8' }).toString();
  }

  sign = (bytes: Uint8Array): Uint8Array => sign(null, bytes, this.#private);
}

/** Whether `signature` (base64url) over `text` is by the raw Ed25519 `publicKey` (base64url). Total. */
export function verifySignedText(publicKey: string, text: string, signature: string): boolean {
  try {
    const der = Buffer.concat([spkiPrefix, Buffer.from(publicKey, 'base64url')]);
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}
