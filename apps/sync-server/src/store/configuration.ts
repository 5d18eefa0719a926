import type { Kysely } from 'kysely';
import type { Schema, ServiceItemRow, ServiceWindowRow, SiteRow, StaffRow, WindowConfigurationRow } from './schema.ts';

export interface StoredConfiguration {
  readonly site: SiteRow;
  readonly window: ServiceWindowRow;
  readonly settings: WindowConfigurationRow;
  readonly staff: readonly StaffRow[];
  readonly items: readonly ServiceItemRow[];
}

/** Everything a window's pad needs; null if site, window or its settings are not known here. */
export async function findConfiguration(
  db: Kysely<Schema>,
  siteId: string,
  windowId: string,
): Promise<StoredConfiguration | null> {
  const [site, window, settings, staff, items] = await Promise.all([
    db.selectFrom('sites').selectAll().where('site_id', '=', siteId).executeTakeFirst(),
    db.selectFrom('service_windows').selectAll().where('window_id', '=', windowId).executeTakeFirst(),
    db.selectFrom('window_configurations').selectAll().where('window_id', '=', windowId).executeTakeFirst(),
    db
      .selectFrom('staff')
      .selectAll()
      .where('site_id', '=', siteId)
      .orderBy('number')
      .orderBy('staff_id')
      .limit(500)
      .execute(),
    db.selectFrom('service_items').selectAll().orderBy('item_code').limit(5_000).execute(),
  ]);
  return site && window && settings ? { site, window, settings, staff, items } : null;
}

export async function windowBelongsTo(db: Kysely<Schema>, siteId: string, windowId: string): Promise<boolean> {
  const row = await db
    .selectFrom('service_windows')
    .select('window_id')
    .where('window_id', '=', windowId)
    .where('site_id', '=', siteId)
    .executeTakeFirst();
  return row !== undefined;
}
