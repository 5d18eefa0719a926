import type { Evaluation, KnownRecord, PressSource } from '@pingjia/shared';
import type { StoredBytes } from '../../store/later-amendments.ts';
import { readCarried } from '../ingest/read-carried.ts';
import { readRecord } from '../ingest/ingest-item.ts';
import type { Place } from './near-places.ts';

/** A record that says which press made an evaluation. */
export interface WrittenPress extends Place {
  readonly evaluationId: string;
  readonly source: PressSource;
  /** The record is a carrier: it was written later than the press. */
  readonly carried: boolean;
}

/** Null for a touch: its evaluation has the press's own id, and so is the same however often it is written. */
export function writtenPress(
  { epoch, seq }: Place,
  { evaluationId, source }: Pick<Evaluation, 'evaluationId' | 'source'>,
  carried: boolean,
): WrittenPress | null {
  return source.kind === 'pad' ? { epoch, seq, evaluationId, source, carried } : null;
}

/** The same of a held record. */
export function readWrittenPress(epoch: string, { seq, bytes }: StoredBytes): WrittenPress | null {
  const { record } = readRecord(bytes);
  const told: KnownRecord | null = record?.type === 'record-carried' ? readCarried(record.data) : record;
  if (told?.type !== 'evaluation') return null;
  return writtenPress({ epoch, seq }, told.data, record?.type === 'record-carried');
}
