import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { RandomSource } from '@pingjia/shared';

/** DER prefix of an Ed25519 PrivateKeyInfo (RFC 8410); the 32 bytes of the seed follow. */
const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** An Ed25519 key that the random source decides. */
export function seededKey(random: RandomSource): KeyObject {
  const seed = Buffer.from(Array.from({ length: 32 }, () => Math.floor(random.fraction() * 256)));
  return createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' });
}
