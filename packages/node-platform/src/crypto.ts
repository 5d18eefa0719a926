import { hash, randomInt, randomUUID } from 'node:crypto';
import { contentDigest, type Hash, type RandomSource, type Sha256 } from '@pingjia/shared';

export const nodeSha256: Sha256 = (bytes) => hash('sha256', bytes, 'base64url') as Hash;

export const nodeRandom: RandomSource = {
  uuid: randomUUID,
  fraction: () => randomInt(0, 0x1_0000_0000) / 0x1_0000_0000,
};

/** The value of a request's `content-digest` header for this body. */
export function digestBody(body: Uint8Array): string {
  return contentDigest(hash('sha256', body, 'base64'));
}
