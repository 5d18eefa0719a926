import { type Grade, gradeSchema, type MirrorRecord } from '@pingjia/shared';
import type { RxJsonSchema } from 'rxdb/plugins/core';
import { z } from 'zod';

/** One journal record in the mirror. What is not of `MirrorRecord` is derived from it, for queries only. */
export interface MirrorDocument {
  readonly id: string;
  readonly epoch: string;
  readonly seq: number;
  readonly ordinal: number;
  readonly hash: string;
  readonly text: string;
  readonly type: string;
  /** Empty unless the record is an evaluation. */
  readonly grade: Grade | '';
  /** The negated ordinal: ascending means newest first. */
  readonly newest: number;
}

const seqDigits = 16;
const largest = Number.MAX_SAFE_INTEGER;

/** `<epoch>:<seq>`, padded so that ids of an epoch sort by seq. */
export function documentId(epoch: string, seq: number): string {
  return `${epoch}:${String(seq).padStart(seqDigits, '0')}`;
}

export const mirrorDocumentSchema: RxJsonSchema<MirrorDocument> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 36 + 1 + seqDigits },
    epoch: { type: 'string', maxLength: 36 },
    seq: { type: 'integer' },
    ordinal: { type: 'integer', minimum: 1, maximum: largest, multipleOf: 1 },
    hash: { type: 'string' },
    text: { type: 'string' },
    type: { type: 'string', maxLength: 60 },
    grade: { type: 'string', maxLength: 20 },
    newest: { type: 'integer', minimum: -largest, maximum: -1, multipleOf: 1 },
  },
  required: ['id', 'epoch', 'seq', 'ordinal', 'hash', 'text', 'type', 'grade', 'newest'],
  indexes: ['ordinal', 'newest', ['type', 'newest'], ['grade', 'newest']],
};

const describedSchema = z.object({ type: z.string().max(60), data: z.unknown() });
const gradedSchema = z.object({ grade: gradeSchema });

/** A record as it is stored. One that cannot be read is kept all the same: its bytes are what matters. */
export function toDocument(record: MirrorRecord): MirrorDocument {
  const { epoch, seq, ordinal, hash, text } = record;
  const described = describedSchema.safeParse(parse(text));
  const { type, data } = described.success ? described.data : { type: '', data: null };
  const graded = type === 'evaluation' ? gradedSchema.safeParse(data) : null;
  const grade = graded?.success === true ? graded.data.grade : '';
  return { id: documentId(epoch, seq), epoch, seq, ordinal, hash, text, type, grade, newest: -ordinal };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
