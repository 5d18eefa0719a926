import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/**
 * Tables that grow with devices: device_id leads every key. No foreign keys among them: records of one device are written
 * by one transaction that holds the device's row, and a check a row would cost more than the insert.
 */
const statements = [
  `CREATE TABLE devices (device_id uuid NOT NULL, public_key bytea NOT NULL, site_id uuid NOT NULL, window_id uuid NOT NULL,
     enrolled_at timestamptz NOT NULL, revoked_at timestamptz, forked boolean NOT NULL)`,
  'ALTER TABLE devices ADD CONSTRAINT devices_pk PRIMARY KEY (device_id)',
  'CREATE TABLE device_contacts (device_id uuid NOT NULL, last_seen_at timestamptz NOT NULL, software text)',
  'ALTER TABLE device_contacts ADD CONSTRAINT device_contacts_pk PRIMARY KEY (device_id)',
  `CREATE TABLE epochs (device_id uuid NOT NULL, epoch uuid NOT NULL, reason text NOT NULL, previous_epoch uuid,
     previous_seq bigint, previous_hash bytea, watermark_seq bigint NOT NULL, watermark_hash bytea NOT NULL,
     evaluations bigint NOT NULL, quarantined bigint NOT NULL, forked boolean NOT NULL, began_at timestamptz NOT NULL)`,
  'ALTER TABLE epochs ADD CONSTRAINT epochs_pk PRIMARY KEY (device_id, epoch)',
  'CREATE TABLE epoch_claims (device_id uuid NOT NULL, epoch uuid NOT NULL, seq bigint NOT NULL)',
  'ALTER TABLE epoch_claims ADD CONSTRAINT epoch_claims_pk PRIMARY KEY (device_id, epoch)',
  `CREATE TABLE records (device_id uuid NOT NULL, epoch uuid NOT NULL, seq bigint NOT NULL, hash bytea, type text, bytes bytea,
     quarantine text, pending boolean NOT NULL, accepted_at timestamptz NOT NULL)`,
  'ALTER TABLE records ADD CONSTRAINT records_pk PRIMARY KEY (device_id, epoch, seq)',
  'CREATE INDEX records_pending ON records (device_id, epoch, seq) WHERE pending',
  'CREATE INDEX records_rotted ON records (device_id, epoch, seq) WHERE bytes IS NULL',
  `CREATE TABLE evaluations (device_id uuid NOT NULL, epoch uuid NOT NULL, seq bigint NOT NULL, evaluation_id uuid NOT NULL,
     session_id uuid NOT NULL, site_id uuid NOT NULL, window_id uuid NOT NULL, staff_id uuid, item_code text, ticket text,
     grade text NOT NULL, first_grade text NOT NULL, channel text NOT NULL, armed_by text NOT NULL, source text NOT NULL,
     details text[], evaluated_ms bigint NOT NULL, accepted_at timestamptz NOT NULL)`,
  'ALTER TABLE evaluations ADD CONSTRAINT evaluations_pk PRIMARY KEY (device_id, epoch, seq)',
  'ALTER TABLE evaluations ADD CONSTRAINT evaluations_id UNIQUE (device_id, evaluation_id)',
  'CREATE INDEX evaluations_order ON evaluations (accepted_at, device_id, epoch, seq)',
  'CREATE TABLE waiting_amendments (device_id uuid NOT NULL, evaluation_id uuid NOT NULL, grade text, details text)',
  'ALTER TABLE waiting_amendments ADD CONSTRAINT waiting_amendments_pk PRIMARY KEY (device_id, evaluation_id)',
  `CREATE TABLE device_pads (device_id uuid NOT NULL, pad_id text NOT NULL, state text, address text, firmware text,
     lost_presses bigint NOT NULL)`,
  'ALTER TABLE device_pads ADD CONSTRAINT device_pads_pk PRIMARY KEY (device_id, pad_id)',
] as const;

export const deviceTables = [
  'devices',
  'device_contacts',
  'epochs',
  'epoch_claims',
  'records',
  'evaluations',
  'waiting_amendments',
  'device_pads',
] as const;

export async function createDeviceTables(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
