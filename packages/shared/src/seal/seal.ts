import sodium from 'libsodium-wrappers';

/** Bytes that sealing adds. */
export const sealOverhead = 48;

/** A pair for sealing: X25519, raw, base64url. */
export interface SealingPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** Seals to one recipient's key and opens what was sealed to it: libsodium's sealed box (X25519, XSalsa20-Poly1305). */
export interface Sealer {
  /** Only the holder of the private half can open it, not even who sealed it. The same text sealed twice differs. */
  seal(plain: Uint8Array, publicKey: string): Uint8Array;
  /** Null where it was not sealed to this pair, or was changed since. */
  open(sealed: Uint8Array, pair: SealingPair): Uint8Array | null;
  newPair(): SealingPair;
}

/** The library starts asynchronously: once at start-up. */
export async function createSealer(): Promise<Sealer> {
  await sodium.ready;
  const raw = (text: string): Uint8Array => sodium.from_base64(text, sodium.base64_variants.URLSAFE_NO_PADDING);
  const text = (bytes: Uint8Array): string => sodium.to_base64(bytes, sodium.base64_variants.URLSAFE_NO_PADDING);
  return {
    seal: (plain, publicKey) => sodium.crypto_box_seal(plain, raw(publicKey)),
    open(sealed, { publicKey, privateKey }) {
      try {
        return sodium.crypto_box_seal_open(sealed, raw(publicKey), raw(privateKey));
      } catch {
        return null;
      }
    },
    newPair() {
      const { publicKey, privateKey } = sodium.crypto_box_keypair();
      return { publicKey: text(publicKey), privateKey: text(privateKey) };
    },
  };
}
