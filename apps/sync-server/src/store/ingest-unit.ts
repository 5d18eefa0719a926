import type { PoolClient } from 'pg';
import { amendEvaluations, keepAmendments, takeAmendments } from './amendments.ts';
import { type Bound, bindFirst } from './bound.ts';
import { acceptanceStamp, epochHead, lockDevice, markForked } from './device-lock.ts';
import { declareGap } from './declared-gaps.ts';
import { updatePads } from './device-pads.ts';
import { beginEpoch, describeEpoch, moveHead } from './epoch-heads.ts';
import { epochLinks, markSeveralEpochs } from './epoch-links.ts';
import { fillPlaces } from './fill-places.ts';
import { heldRecords } from './held-records.ts';
import { insertEvaluations } from './insert-evaluations.ts';
import { insertRecords } from './insert-records.ts';
import { insertRemarks } from './insert-remarks.ts';
import { laterAmendments } from './later-amendments.ts';
import { pendingRecords, settleRecords } from './pending-records.ts';
import { noteRepetitions, repetitionsOf } from './repetitions.ts';
import { evaluationPlaces, writtenPresses } from './written-presses.ts';

const operations = {
  lockDevice,
  epochHead,
  acceptanceStamp,
  heldRecords,
  markForked,
  insertRecords,
  insertEvaluations,
  insertRemarks,
  updatePads,
  takeAmendments,
  amendEvaluations,
  keepAmendments,
  beginEpoch,
  moveHead,
  describeEpoch,
  declareGap,
  fillPlaces,
  laterAmendments,
  pendingRecords,
  settleRecords,
  epochLinks,
  markSeveralEpochs,
  writtenPresses,
  evaluationPlaces,
  repetitionsOf,
  noteRepetitions,
};

/** What an ingest transaction may do; every operation is seen by others from the commit on, or never. */
export type IngestUnit = Bound<typeof operations>;

/** The operations on the transaction of this connection. */
export function ingestUnit(client: PoolClient): IngestUnit {
  return bindFirst(operations, client);
}
