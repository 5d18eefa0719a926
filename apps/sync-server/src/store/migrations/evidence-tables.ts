import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { isCitus } from '../citus.ts';

/** What is known about the truth of device data: declared gaps, device clocks, when a watermark was reached, device keys. */
const statements = [
  'ALTER TABLE epochs ADD COLUMN moved_at timestamptz',
  'UPDATE epochs SET moved_at = began_at',
  'ALTER TABLE epochs ALTER COLUMN moved_at SET NOT NULL',
  'ALTER TABLE evaluations ADD COLUMN boot uuid',
  'ALTER TABLE evaluations ADD COLUMN mono_ms double precision',
  `CREATE TABLE declared_gaps (device_id uuid NOT NULL, epoch uuid NOT NULL, from_seq bigint NOT NULL, to_seq bigint NOT NULL,
     declared_at timestamptz NOT NULL)`,
  'ALTER TABLE declared_gaps ADD CONSTRAINT declared_gaps_pk PRIMARY KEY (device_id, epoch, from_seq)',
  `CREATE TABLE clock_observations (device_id uuid NOT NULL, boot uuid NOT NULL, observed_at timestamptz NOT NULL,
     wall_ms bigint NOT NULL, mono_ms double precision NOT NULL, boot_at_ms double precision NOT NULL,
     uncertainty_ms double precision NOT NULL)`,
  'ALTER TABLE clock_observations ADD CONSTRAINT clock_observations_pk PRIMARY KEY (device_id, boot, observed_at)',
  'ALTER TABLE devices ADD COLUMN key_number integer NOT NULL DEFAULT 1',
  'ALTER TABLE devices ADD COLUMN key_since timestamptz',
  'UPDATE devices SET key_since = enrolled_at',
  'ALTER TABLE devices ALTER COLUMN key_since SET NOT NULL',
  'ALTER TABLE enrollment_codes ADD COLUMN for_device uuid',
  'CREATE TABLE device_keys (device_id uuid NOT NULL, key_number integer NOT NULL, public_key bytea NOT NULL, until timestamptz NOT NULL)',
  'ALTER TABLE device_keys ADD CONSTRAINT device_keys_pk PRIMARY KEY (device_id, key_number)',
] as const;

const grown = ['declared_gaps', 'clock_observations', 'device_keys'] as const;

export async function createEvidenceTables(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  if (!(await isCitus(db))) return;
  for (const table of grown)
    await sql`SELECT create_distributed_table(${table}, 'device_id', colocate_with => 'devices')`.execute(db);
}
