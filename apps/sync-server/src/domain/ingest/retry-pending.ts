import type { SyncContext } from '../../app-context.ts';
import { isDataFault } from '../../store/database-fault.ts';
import { allOf } from '../../store/ingest-transaction.ts';
import type { PendingPlace } from '../../store/pending-records.ts';
import { applyProjection } from './apply-projection.ts';
import { readRecord } from './ingest-item.ts';
import { projectLate } from './project-late.ts';

type Context = Pick<SyncContext, 'store' | 'live'>;

/** Records tried in one transaction. */
const portion = 500;

/**
 * Tries again what could not be understood: quarantined records and types that earlier versions did not know. Answers how
 * many records could be projected now.
 */
export async function retryPending(context: Context): Promise<number> {
  let settled = 0;
  for (const place of await context.store.pendingPlaces()) settled += await retryEpoch(context, place);
  return settled;
}

/** The same for one epoch. */
export async function retryEpoch(context: Context, place: PendingPlace): Promise<number> {
  let settled = 0;
  let limit = portion;
  for (let after = 0; ; ) {
    const run = await retryRun(context, place, after, limit);
    settled += run.settled;
    // One of them is refused by the database: it is found by going one by one.
    if (run.refused && limit > 1) limit = 1;
    else if (run.last === null) break;
    else after = run.last;
  }
  if (settled > 0) context.live.publish({ kind: 'accepted', deviceId: place.device_id });
  return settled;
}

interface Run {
  readonly settled: number;
  /** The last seq that was tried; null where nothing was left. */
  readonly last: number | null;
  readonly refused: boolean;
}

async function retryRun({ store }: Context, place: PendingPlace, after: number, limit: number): Promise<Run> {
  const { device_id, epoch } = place;
  let last: number | null = null;
  try {
    const settled = await store.ingest(async (unit) => {
      const [device, stamp, pending] = await allOf([
        unit.lockDevice(device_id),
        unit.acceptanceStamp(),
        unit.pendingRecords(place, after, limit),
      ]);
      last = pending.at(-1)?.seq ?? null;
      const read = pending.map((record) => ({ ...record, ...readRecord(record.bytes) }));
      const understood = read.filter(({ record }) => record !== null);
      if (understood.length === 0) return { answer: 0, last: [] };
      const links = device?.severalEpochs === true ? await unit.epochLinks(device_id) : [];
      const projection = await projectLate(unit, { deviceId: device_id, epoch, links }, understood);
      const evaluations = await applyProjection(unit, device_id, epoch, stamp, projection);
      return { answer: understood.length, last: [unit.settleRecords(place, understood, evaluations)] };
    });
    return { settled, last, refused: false };
  } catch (error) {
    if (!isDataFault(error)) throw error;
    return { settled: 0, last, refused: true };
  }
}
