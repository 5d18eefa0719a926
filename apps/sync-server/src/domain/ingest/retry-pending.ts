import type { AppContext } from '../../app-context.ts';
import { acceptanceStamp, lockDevice } from '../../store/device-lock.ts';
import { allOf, ingestTransaction } from '../../store/ingest-transaction.ts';
import { type PendingPlace, pendingPlaces, pendingRecords, settleRecords } from '../../store/pending-records.ts';
import { applyProjection } from './apply-projection.ts';
import { readRecord } from './ingest-item.ts';
import { project } from './projection.ts';

/**
 * Tries again what earlier versions could not understand: quarantined records and types they did not know. One epoch a
 * transaction; answers how many records could be projected now.
 */
export async function retryPending(context: Pick<AppContext, 'db' | 'ingest' | 'live'>): Promise<number> {
  let settled = 0;
  for (const place of await pendingPlaces(context.db)) {
    const count = await retryEpoch(context, place);
    if (count > 0) context.live.publish({ kind: 'accepted', deviceId: place.device_id });
    settled += count;
  }
  return settled;
}

function retryEpoch({ ingest }: Pick<AppContext, 'ingest'>, place: PendingPlace): Promise<number> {
  const { device_id, epoch } = place;
  return ingestTransaction(ingest, async (client) => {
    const [, stamp, pending] = await allOf([
      lockDevice(client, device_id),
      acceptanceStamp(client),
      pendingRecords(client, place),
    ]);
    const read = pending.map((record) => ({ ...record, ...readRecord(record.bytes) }));
    const understood = read.filter(({ record }) => record !== null);
    if (understood.length === 0) return { answer: 0, last: [] };
    const items = understood.map(({ seq, type, record, bytes }) => ({
      seq,
      type,
      record,
      bytes,
      hash: null,
      quarantine: null,
    }));
    const evaluations = await applyProjection(client, device_id, epoch, stamp, project(items));
    return { answer: understood.length, last: [settleRecords(client, place, understood, evaluations)] };
  });
}
