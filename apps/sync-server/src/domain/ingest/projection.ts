import type { EpochBegun, Evaluation, Grade, KnownRecord, RemarkLeft } from '@pingjia/shared';
import type { Repetition } from '../../store/repetitions.ts';
import type { IngestItem } from './ingest-item.ts';
import { readCarried } from './read-carried.ts';

export interface ProjectedEvaluation extends Evaluation {
  readonly seq: number;
  readonly evaluatedMs: number;
  readonly boot: string;
  readonly mono: number;
  /** A carrier says it. */
  readonly carried: boolean;
}

export interface ProjectedRemark extends RemarkLeft {
  readonly seq: number;
  /** The evaluation that the record names, where another counts in its place. */
  readonly sealedFor: string | null;
}

/** What later records say of an evaluation; null leaves it as it is. */
export interface Amendment {
  readonly grade: Grade | null;
  readonly details: readonly string[] | null;
}

export interface PadChange {
  readonly state: 'found' | 'lost' | null;
  readonly address: string | null;
  readonly firmware: string | null;
  readonly lost: number;
}

/** What a run of records changes in the tables that are read. */
export interface Projection {
  readonly evaluations: readonly ProjectedEvaluation[];
  readonly amendments: ReadonlyMap<string, Amendment>;
  readonly pads: ReadonlyMap<string, PadChange>;
  readonly remarks: readonly ProjectedRemark[];
  readonly begun: EpochBegun | null;
  readonly carries: boolean;
  /** Evaluations that are none, because their press was written before: found now. */
  readonly repetitions: readonly Repetition[];
}

const nothingRepeated: ReadonlyMap<string, string> = new Map();

/** A record and its place. */
export type Projectable = Pick<IngestItem, 'seq' | 'record'>;

/** `counted`: the evaluation that counts, by the id of one that does not. */
export function project(items: readonly Projectable[], counted = nothingRepeated): Projection {
  const evaluations: ProjectedEvaluation[] = [];
  const amendments = new Map<string, Amendment>();
  const pads = new Map<string, PadChange>();
  const remarks: ProjectedRemark[] = [];
  let begun: EpochBegun | null = null;
  let carries = false;

  const amend = (named: string, change: Partial<Amendment>) => {
    const evaluationId = counted.get(named) ?? named;
    amendments.set(evaluationId, { grade: null, details: null, ...amendments.get(evaluationId), ...change });
  };
  const changePad = (padId: string, change: Partial<PadChange>) => {
    const before = pads.get(padId) ?? { state: null, address: null, firmware: null, lost: 0 };
    pads.set(padId, { ...before, ...change, lost: before.lost + (change.lost ?? 0) });
  };
  const apply = (seq: number, record: KnownRecord, carried = false): void => {
    switch (record.type) {
      case 'evaluation': {
        const { data, wall: evaluatedMs, boot, mono } = record;
        if (!counted.has(data.evaluationId)) evaluations.push({ ...data, seq, evaluatedMs, boot, mono, carried });
        return;
      }
      case 'evaluation-changed':
        amend(record.data.evaluationId, { grade: record.data.to });
        return;
      case 'follow-up-closed':
        amend(record.data.evaluationId, { details: record.data.details });
        return;
      case 'remark-left':
        remarks.push(placeRemark(record.data, seq, counted));
        return;
      case 'pad-found':
        changePad(record.data.padId, { state: 'found', address: record.data.address, firmware: record.data.firmware });
        return;
      case 'pad-lost':
        changePad(record.data.padId, { state: 'lost' });
        return;
      case 'presses-lost':
        changePad(record.data.padId, { lost: record.data.lost });
        return;
      case 'press-recovered':
        changePad(record.data.padId, { lost: -1 });
        return;
      case 'epoch-begun':
        begun = record.data;
        return;
      case 'record-carried': {
        carries = true;
        const carried = readCarried(record.data);
        // What it carries cannot carry in turn, and began no epoch here.
        if (carried !== null && carried.type !== 'record-carried' && carried.type !== 'epoch-begun')
          apply(seq, carried, true);
        return;
      }
      // Kept as records; nothing that is listed follows from them.
      case 'clock-stepped':
      case 'host-started':
      case 'host-stopped':
      case 'mirror-rebuilt':
      case 'key-map-learnt':
      case 'press-refused':
      case 'press-repeated':
      case 'press-stray':
      case 'session-armed':
      case 'session-timed-out':
      case 'staff-signed-in':
      case 'staff-signed-out':
    }
  };
  for (const { seq, record } of items) if (record !== null) apply(seq, record);
  return { evaluations, amendments, pads, remarks, begun, carries, repetitions: [] };
}

function placeRemark(remark: RemarkLeft, seq: number, counted: ReadonlyMap<string, string>): ProjectedRemark {
  const other = counted.get(remark.evaluationId);
  if (other === undefined) return { ...remark, seq, sealedFor: null };
  return { ...remark, seq, evaluationId: other, sealedFor: remark.evaluationId };
}
