import { nodeSha256 } from '@pingjia/node-platform';
import type { KnownRecord, RecordCarried } from '@pingjia/shared';
import { readRecord } from './ingest-item.ts';

/** The record that lives on inside a `record-carried`, or null if it is not the one its hash names or cannot be read. */
export function readCarried({ epoch, seq, hash, record }: RecordCarried): KnownRecord | null {
  const bytes = Buffer.from(record, 'utf8');
  if (nodeSha256(bytes) !== hash) return null;
  const { envelope, record: known } = readRecord(bytes);
  return envelope?.epoch === epoch && envelope.seq === seq ? known : null;
}
