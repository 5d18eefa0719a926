import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';
import { toTimestamp } from './timestamp.ts';

/** `software` null leaves what is known. */
export async function recordContact(
  db: Kysely<Schema>,
  deviceId: string,
  at: number,
  software: string | null,
): Promise<void> {
  await sql`INSERT INTO device_contacts AS c (device_id, last_seen_at, software)
    VALUES (${deviceId}, ${toTimestamp(at)}, ${software})
    ON CONFLICT (device_id) DO UPDATE
    SET last_seen_at = excluded.last_seen_at, software = coalesce(excluded.software, c.software)`.execute(db);
}
