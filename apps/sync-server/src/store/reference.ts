import type { DeviceConfiguration, ServiceItem, ServiceWindow, Site, StaffMember } from '@pingjia/shared';
import { type Insertable, type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';

export interface WindowSettings
  extends Pick<DeviceConfiguration, 'assignedStaffId' | 'wording' | 'languages' | 'rules'> {
  readonly windowId: string;
}

export interface Reference {
  readonly sites: readonly Site[];
  readonly windows: readonly ServiceWindow[];
  readonly settings: readonly WindowSettings[];
  readonly staff: readonly StaffMember[];
  readonly items: readonly ServiceItem[];
}

/** Creates or updates what pads and lists refer to, in one transaction; removes nothing. */
export async function saveReference(db: Kysely<Schema>, reference: Reference): Promise<void> {
  const { sites, windows, settings, staff, items } = reference;
  await db.transaction().execute(async (trx) => {
    for (const site of sites) {
      await save(trx, 'sites', 'site_id', { site_id: site.siteId, area_code: site.areaCode, name: site.name });
    }
    for (const { windowId, siteId, label, name } of windows) {
      await save(trx, 'service_windows', 'window_id', { window_id: windowId, site_id: siteId, label, name });
    }
    for (const { windowId, assignedStaffId, wording, languages, rules } of settings) {
      const row = { window_id: windowId, assigned_staff_id: assignedStaffId, wording, languages, rules };
      await save(trx, 'window_configurations', 'window_id', row);
    }
    for (const { staffId, siteId, number, name, title } of staff) {
      await save(trx, 'staff', 'staff_id', { staff_id: staffId, site_id: siteId, number, name, title });
    }
    for (const { itemCode, name, department } of items) {
      await save(trx, 'service_items', 'item_code', { item_code: itemCode, name, department });
    }
  });
}

type ReferenceTable = 'sites' | 'service_windows' | 'window_configurations' | 'staff' | 'service_items';

async function save<T extends ReferenceTable>(
  db: Kysely<Schema>,
  table: T,
  key: string & keyof Schema[T],
  row: Insertable<Schema[T]>,
): Promise<void> {
  const columns = Object.keys(row);
  const others = columns.filter((column) => column !== key);
  const updates = others.map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`);
  await sql`INSERT INTO ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
    VALUES (${sql.join(Object.values(row))})
    ON CONFLICT (${sql.ref(key)}) DO UPDATE SET ${sql.join(updates)}`.execute(db);
}
