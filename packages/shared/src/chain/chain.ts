import { type Fault, fault } from '../fault.ts';
import { type Hash, noHash, type Sha256 } from '../hash.ts';
import type { Position } from '../model/epoch.ts';
import { decodeEnvelope, type RecordEnvelope } from '../model/record.ts';
import { err, ok, type Result } from '../result.ts';

/** Where every epoch begins: nothing written, zeros as the hash. */
export const chainStart: Position = { seq: 0, hash: noHash };

/** One stored record: its exact bytes, their hash, and what they say. */
export interface ChainedRecord {
  readonly bytes: Uint8Array;
  readonly hash: Hash;
  readonly envelope: RecordEnvelope;
}

/**
 * Takes `bytes` as the record that follows `after` in `epoch`.
 * Errors: RECORD_MALFORMED, RECORD_TOO_LARGE (cannot be read), BATCH_CHAIN_BROKEN (another place, or another predecessor).
 */
export function chainRecord(epoch: string, after: Position, bytes: Uint8Array, sha256: Sha256): Result<ChainedRecord> {
  const decoded = decodeEnvelope(bytes);
  if (!decoded.ok) return decoded;
  const broken = findBreak(epoch, after, decoded.value);
  return broken === null ? ok({ bytes, hash: sha256(bytes), envelope: decoded.value }) : err(broken);
}

/** Why `record` cannot follow `after`, or null. */
export function findBreak(epoch: string, after: Position, record: RecordEnvelope): Fault | null {
  if (record.epoch !== epoch) return fault('BATCH_CHAIN_BROKEN', `record of epoch ${record.epoch} inside ${epoch}`);
  if (record.seq !== after.seq + 1) return fault('BATCH_CHAIN_BROKEN', `seq ${record.seq} follows ${after.seq}`);
  if (record.prev !== after.hash) return fault('BATCH_CHAIN_BROKEN', `seq ${record.seq} names another predecessor`);
  return null;
}
