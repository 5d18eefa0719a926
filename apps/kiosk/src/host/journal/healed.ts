import { decodeEnvelope, type Hash, type Sha256 } from '@pingjia/shared';
import type { EpochChain } from './epoch-chain.ts';
import type { FramePlace, Hole } from './epoch-index.ts';
import type { FileSystem } from './file-system.ts';
import { encodeRecordFrame } from './frame.ts';
import { prepareSegment, scanSegment } from './segment.ts';
import type { SegmentFiles } from './segment-files.ts';

/** Records of one frame. */
const perFrame = 64;

/** The end of a hole, as far as the hashes prove that these bytes lay there. */
interface Proven {
  readonly records: readonly { readonly seq: number; readonly bytes: Uint8Array }[];
  /** Hash of the record before the first of them. */
  readonly before: Hash;
}

/** Walks back from the hash that the hole's successor names; `candidates` may hold anything. */
export function proveHole(epoch: string, hole: Hole, candidates: Iterable<Uint8Array>, sha256: Sha256): Proven {
  const byHash = new Map<string, Uint8Array>();
  for (const bytes of candidates) byHash.set(sha256(bytes), bytes);
  const records: { seq: number; bytes: Uint8Array }[] = [];
  let before = hole.lastHash;
  for (let seq = hole.to; seq >= hole.from; seq -= 1) {
    const bytes = byHash.get(before);
    const decoded = bytes === undefined ? undefined : decodeEnvelope(bytes);
    if (bytes === undefined || !decoded?.ok || decoded.value.epoch !== epoch || decoded.value.seq !== seq) break;
    records.unshift({ seq, bytes });
    before = decoded.value.prev;
  }
  return { records, before };
}

/**
 * The beginning of a hole, as far as each record names the one before it; its end excepted, whose hash is known. Nothing behind
 * them vouches for these records: only for what was proven once.
 */
function followHole(epoch: string, hole: Hole, candidates: Iterable<Uint8Array>, sha256: Sha256) {
  const bySeq = new Map<number, { readonly prev: Hash; readonly bytes: Uint8Array }>();
  for (const bytes of candidates) {
    const decoded = decodeEnvelope(bytes);
    if (decoded.ok && decoded.value.epoch === epoch) bySeq.set(decoded.value.seq, { prev: decoded.value.prev, bytes });
  }
  const records: { seq: number; bytes: Uint8Array }[] = [];
  let last = hole.before;
  for (let seq = hole.from; seq < hole.to; seq += 1) {
    const next = bySeq.get(seq);
    if (next === undefined || next.prev !== last) break;
    records.push({ seq, bytes: next.bytes });
    last = sha256(next.bytes);
  }
  return { records, last };
}

/**
 * Puts what `candidates` prove of the epoch's holes into a file of its own and fills the holes; the damaged bytes stay
 * where they are. Resolves with the number of records healed, durable then. Throws the platform's error.
 */
export async function writeHealed(
  { fs, folder, sha256 }: { fs: FileSystem; folder: string; sha256: Sha256 },
  files: SegmentFiles,
  chain: EpochChain,
  candidates: readonly Uint8Array[],
): Promise<number> {
  const proven = chain.index.holes.flatMap((hole) => proveHole(chain.epoch, hole, candidates, sha256).records);
  if (proven.length === 0) return 0;
  const frames: Uint8Array[] = [];
  for (let n = 0; n < proven.length; n += perFrame) {
    frames.push(encodeRecordFrame(proven.slice(n, n + perFrame).map(({ bytes }) => bytes)));
  }
  const number = (await files.numbers()).nextHealed;
  await prepareSegment(fs, folder, { epoch: chain.epoch, number }, 0, frames);
  await takeHealed(files, chain, number, sha256);
  return proven.length;
}

/** The last record of a file of healed ones; where none can be read, beyond all. */
export async function lastHealed(files: SegmentFiles, segment: number): Promise<number> {
  const { frames } = scanSegment(await files.bytes(segment));
  const seqs = frames
    .flatMap(({ frame }) => frame.parts)
    .flatMap((bytes) => {
      const decoded = decodeEnvelope(bytes);
      return decoded.ok ? [decoded.value.seq] : [];
    });
  return seqs.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...seqs);
}

/** Fills holes from every file of healed records that the epoch's folder has. */
export async function applyHealed(files: SegmentFiles, chain: EpochChain, sha256: Sha256): Promise<void> {
  if (chain.index.holes.length === 0) return;
  for (const number of (await files.numbers()).healed) await takeHealed(files, chain, number, sha256);
}

async function takeHealed(files: SegmentFiles, chain: EpochChain, segment: number, sha256: Sha256): Promise<void> {
  const { frames } = scanSegment(await files.bytes(segment));
  const offsets = new Map<Uint8Array, number>();
  for (const { frame, offset } of frames) for (const bytes of frame.parts) offsets.set(bytes, offset);
  const placesOf = (records: Proven['records']) => {
    const places = new Map<number, FramePlace>();
    for (const { seq, bytes } of records) {
      const offset = offsets.get(bytes) ?? 0;
      if (!places.has(offset)) places.set(offset, { seq, segment, offset });
    }
    return [...places.values()];
  };
  for (const hole of chain.index.holes) {
    const { records, before } = proveHole(chain.epoch, hole, offsets.keys(), sha256);
    const left = hole.to - records.length;
    if (records.length === 0) continue;
    chain.fill(hole, placesOf(records), left < hole.from ? null : { ...hole, to: left, lastHash: before });
  }
  // What proved them when they were written may have rotted since. Then they still follow the record before them.
  for (const hole of chain.index.holes) {
    const { records, last } = followHole(chain.epoch, hole, offsets.keys(), sha256);
    const left = hole.from + records.length;
    if (records.length === 0) continue;
    chain.fill(hole, placesOf(records), { ...hole, from: left, before: last });
  }
}
