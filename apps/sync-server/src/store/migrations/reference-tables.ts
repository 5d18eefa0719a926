import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** Small tables that every node of a cluster holds whole. One DDL statement a query: a cluster takes no more. */
const statements = [
  'CREATE TABLE sites (site_id uuid NOT NULL, area_code text NOT NULL, name jsonb NOT NULL)',
  'ALTER TABLE sites ADD CONSTRAINT sites_pk PRIMARY KEY (site_id)',
  'CREATE TABLE service_windows (window_id uuid NOT NULL, site_id uuid NOT NULL, label text NOT NULL, name jsonb NOT NULL)',
  'ALTER TABLE service_windows ADD CONSTRAINT service_windows_pk PRIMARY KEY (window_id)',
  'ALTER TABLE service_windows ADD CONSTRAINT service_windows_site_fk FOREIGN KEY (site_id) REFERENCES sites (site_id)',
  `CREATE TABLE window_configurations (window_id uuid NOT NULL, assigned_staff_id uuid, wording text NOT NULL,
     languages text[] NOT NULL, rules jsonb NOT NULL)`,
  'ALTER TABLE window_configurations ADD CONSTRAINT window_configurations_pk PRIMARY KEY (window_id)',
  `ALTER TABLE window_configurations ADD CONSTRAINT window_configurations_window_fk
     FOREIGN KEY (window_id) REFERENCES service_windows (window_id)`,
  `CREATE TABLE staff (staff_id uuid NOT NULL, site_id uuid NOT NULL, number text NOT NULL, name jsonb NOT NULL,
     title jsonb NOT NULL)`,
  'ALTER TABLE staff ADD CONSTRAINT staff_pk PRIMARY KEY (staff_id)',
  'ALTER TABLE staff ADD CONSTRAINT staff_site_fk FOREIGN KEY (site_id) REFERENCES sites (site_id)',
  'CREATE TABLE service_items (item_code text NOT NULL, name jsonb NOT NULL, department jsonb NOT NULL)',
  'ALTER TABLE service_items ADD CONSTRAINT service_items_pk PRIMARY KEY (item_code)',
] as const;

export const referenceTables = ['sites', 'service_windows', 'window_configurations', 'staff', 'service_items'] as const;

export async function createReferenceTables(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
