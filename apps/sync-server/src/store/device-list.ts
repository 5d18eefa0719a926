import type { LocalizedText } from '@pingjia/shared';
import type { Kysely } from 'kysely';
import { declaredGaps } from './declared-gaps.ts';
import { type RottedRun, rottedRuns } from './rotted-runs.ts';
import type { DeclaredGapRow, DevicePadRow, DeviceRow, EpochClaimRow, EpochRow, Schema, Timestamp } from './schema.ts';

export interface ListedDevice extends DeviceRow {
  readonly site_name: LocalizedText | null;
  readonly window_label: string | null;
  readonly last_seen_at: Timestamp | null;
  readonly software: string | null;
}

/** A page of devices in the order of their ids, which never change. */
export async function listDevices(
  db: Kysely<Schema>,
  siteId: string | undefined,
  after: string | null,
  limit: number,
): Promise<readonly ListedDevice[]> {
  let rows = db
    .selectFrom('devices as d')
    .leftJoin('device_contacts as c', 'c.device_id', 'd.device_id')
    .leftJoin('sites as s', 's.site_id', 'd.site_id')
    .leftJoin('service_windows as w', 'w.window_id', 'd.window_id')
    .selectAll('d')
    .select(['s.name as site_name', 'w.label as window_label', 'c.last_seen_at', 'c.software'])
    .orderBy('d.device_id')
    .limit(limit);
  if (siteId !== undefined) rows = rows.where('d.site_id', '=', siteId);
  if (after !== null) rows = rows.where('d.device_id', '>', after);
  return rows.execute();
}

export async function findListed(db: Kysely<Schema>, deviceId: string): Promise<DeviceRow | null> {
  return (await db.selectFrom('devices').selectAll().where('device_id', '=', deviceId).executeTakeFirst()) ?? null;
}

export interface DeviceState {
  /** In the order in which they began here. */
  readonly epochs: readonly EpochRow[];
  readonly claims: readonly EpochClaimRow[];
  readonly pads: readonly DevicePadRow[];
  /** Placeholders: what rotted on the device. */
  readonly rotted: readonly RottedRun[];
  readonly pruned: readonly DeclaredGapRow[];
}

/** What is known of these devices beyond their rows. */
export async function deviceStates(db: Kysely<Schema>, deviceIds: readonly string[]): Promise<DeviceState> {
  const ids = [...deviceIds];
  const [epochs, claims, pads, pruned, rotted] = await Promise.all([
    db.selectFrom('epochs').selectAll().where('device_id', 'in', ids).orderBy('began_at').execute(),
    db.selectFrom('epoch_claims').selectAll().where('device_id', 'in', ids).execute(),
    db.selectFrom('device_pads').selectAll().where('device_id', 'in', ids).orderBy('pad_id').execute(),
    declaredGaps(db, ids),
    rottedRuns(db, ids),
  ]);
  return { epochs, claims, pads, pruned, rotted };
}
