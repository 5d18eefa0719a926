import { z } from 'zod';
import { type Hash, hashSchema, type Sha256 } from '../hash.ts';
import { uuidSchema } from '../ids.ts';
import { batchLimits } from './batch.ts';
import { signedStatementSchema } from './receipt.ts';

/** A bundle carries batches where there is no network: a file of frames, each signed by the pad and naming the one before it. */
export const bundleMagic = new TextEncoder().encode('PJBUNDLE1\n');

export const bundleContentType = 'application/vnd.pingjia.bundle';

export const bundleScopes = ['unsent', 'all'] as const;
export type BundleScope = (typeof bundleScopes)[number];

export const bundleLimits = {
  headerBytes: 16 * 1024,
  /** A sealed batch: what a push may carry, and what sealing adds. */
  bodyBytes: batchLimits.compressedBytes + 1_024,
} as const;

const frameBase = { bundle: uuidSchema, device: uuidSchema, index: z.int().min(0), previous: hashSchema };

/** The first frame: whose bundle this is, and whom it is sealed to. It has no body. */
const openingSchema = z.object({
  ...frameBase,
  kind: z.literal('opening'),
  scope: z.enum(bundleScopes),
  /** What proves the pad to a server whose database has forgotten it. */
  certificate: signedStatementSchema,
  /** Name of the sealing key that every body is sealed to. */
  sealedTo: z.string().max(60),
});

/** A batch of one epoch; the body is the gzipped batch, sealed. */
const batchFrameSchema = z.object({
  ...frameBase,
  kind: z.literal('batch'),
  epoch: uuidSchema,
  from: z.int().min(1),
  to: z.int().min(1),
  tip: hashSchema,
});

/** A file that records name, already sealed; the body is the file. */
const attachmentFrameSchema = z.object({ ...frameBase, kind: z.literal('attachment'), hash: hashSchema });

/** The last frame; without it the bundle was cut short. It has no body. */
const closingSchema = z.object({ ...frameBase, kind: z.literal('closing'), batches: z.int().min(0) });

export const bundleHeaderSchema = z.discriminatedUnion('kind', [
  openingSchema,
  batchFrameSchema,
  attachmentFrameSchema,
  closingSchema,
]);
export type BundleHeader = z.infer<typeof bundleHeaderSchema>;
export type BundleOpening = z.infer<typeof openingSchema>;
export type BundleBatchHeader = z.infer<typeof batchFrameSchema>;

export interface BundleFrame {
  readonly header: BundleHeader;
  readonly body: Uint8Array;
  /** Ed25519 by the pad's key over `signedBytes`, 64 bytes. */
  readonly signature: Uint8Array;
  readonly signedBytes: Uint8Array;
  /** Names this frame in the next one. */
  readonly hash: Hash;
  /** Bytes of the file up to the end of this frame. */
  readonly end: number;
}

/** Bytes of an Ed25519 signature. */
export const bundleSignatureBytes = 64;
const encoder = new TextEncoder();

/** A frame as bytes: header length (4 bytes, big-endian), header as JSON, body length, body, signature. */
export function encodeBundleFrame(
  header: BundleHeader,
  body: Uint8Array,
  tools: { readonly sha256: Sha256; readonly sign: (bytes: Uint8Array) => Uint8Array },
): { readonly bytes: Uint8Array; readonly hash: Hash } {
  const head = encoder.encode(JSON.stringify(header));
  const bytes = new Uint8Array(4 + head.length + 4 + body.length + bundleSignatureBytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, head.length);
  bytes.set(head, 4);
  view.setUint32(4 + head.length, body.length);
  bytes.set(body, 8 + head.length);
  bytes.set(tools.sign(bundleFrameText(head, body, tools.sha256)), bytes.length - bundleSignatureBytes);
  return { bytes, hash: tools.sha256(bytes) };
}

/** What the pad signs of a frame. */
export function bundleFrameText(head: Uint8Array, body: Uint8Array, sha256: Sha256): Uint8Array {
  return encoder.encode(`pingjia-bundle-frame\n${sha256(head)}\n${sha256(body)}`);
}
