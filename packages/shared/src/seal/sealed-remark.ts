import { parseJson } from '../json.ts';
import { type Remark, remarkSchema } from '../model/remark.ts';
import { pad, unpad } from './padding.ts';
import type { Sealer } from './seal.ts';

/** Seals a remark: nobody but the holder of the private half can tell what it says, or how long it is within a block. */
export function sealRemark(sealer: Pick<Sealer, 'seal'>, remark: Remark, publicKey: string): Uint8Array {
  const plain = new TextEncoder().encode(JSON.stringify(remark));
  const padded = pad(plain);
  try {
    return sealer.seal(padded, publicKey);
  } finally {
    plain.fill(0);
    padded.fill(0);
  }
}

/** The remark in an opened attachment; null where it is none. */
export function readOpenedRemark(opened: Uint8Array): Remark | null {
  const plain = unpad(opened);
  return plain === null
    ? null
    : (remarkSchema.safeParse(parseJson(new TextDecoder('utf-8', { fatal: false, ignoreBOM: true }).decode(plain)))
        .data ?? null);
}
