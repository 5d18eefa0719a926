import { sign } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { nodeSha256 } from '@pingjia/node-platform';
import {
  type Batch,
  type BundleHeader,
  bundleMagic,
  encodeBatch,
  encodeBundleFrame,
  type Hash,
  noHash,
  parseJson,
  sealingKeySchema,
} from '@pingjia/shared';
import { createSealer } from '@pingjia/shared/seal';
import type { TestDevice } from './test-device.ts';

export interface TestBundleOptions {
  /** Changes a header before it is signed. */
  readonly header?: (header: BundleHeader) => BundleHeader;
  /** Changes a sealed body before it is signed. */
  readonly body?: (body: Uint8Array) => Uint8Array;
  /** Sealed files, by hash. */
  readonly attachments?: ReadonlyMap<Hash, Uint8Array>;
}

/** A bundle as a device writes it, frame by frame; `Buffer.concat` makes the file. */
export async function testBundle(
  device: TestDevice,
  bundle: string,
  batches: readonly Batch[],
  {
    header: change = (header) => header,
    body: alter = (body) => body,
    attachments = new Map(),
  }: TestBundleOptions = {},
): Promise<Uint8Array[]> {
  const sealer = await createSealer();
  const { certificate, sealingKey } = device.enrollment;
  const { keyId, publicKey } = sealingKeySchema.parse(parseJson(sealingKey?.statement ?? ''));
  const frames: Uint8Array[] = [bundleMagic];
  let previous = noHash;
  const add = (content: object, body: Uint8Array): void => {
    const place = { bundle, device: device.deviceId, index: frames.length - 1, previous };
    const header = change({ ...place, ...content } as BundleHeader);
    const frame = encodeBundleFrame(header, body, {
      sha256: nodeSha256,
      sign: (bytes) => sign(null, bytes, device.privateKey),
    });
    frames.push(frame.bytes);
    previous = frame.hash;
  };
  add({ kind: 'opening', scope: 'all', certificate, sealedTo: keyId }, new Uint8Array());
  for (const batch of batches) {
    const { epoch, from, to, tip } = batch.header;
    add({ kind: 'batch', epoch, from, to, tip }, alter(sealer.seal(gzipSync(encodeBatch(batch)), publicKey)));
  }
  for (const [hash, sealed] of attachments) add({ kind: 'attachment', hash }, sealed);
  add({ kind: 'closing', batches: batches.length }, new Uint8Array());
  return frames;
}
