import type { Kysely } from 'kysely';
import type { ClockObservation } from '../domain/clocks/estimate.ts';
import type { ClockObservationRow, Schema } from './schema.ts';
import { toTimestamp } from './timestamp.ts';

/** Appends an observation; one of the same millisecond stands. */
export async function recordClock(
  db: Kysely<Schema>,
  deviceId: string,
  boot: string,
  at: number,
  { wall, mono, bootAt, uncertainty }: ClockObservation,
): Promise<void> {
  await db
    .insertInto('clock_observations')
    .values({
      device_id: deviceId,
      boot,
      observed_at: toTimestamp(at),
      wall_ms: wall,
      mono_ms: mono,
      boot_at_ms: bootAt,
      uncertainty_ms: uncertainty,
    })
    .onConflict((conflict) => conflict.columns(['device_id', 'boot', 'observed_at']).doNothing())
    .execute();
}

/** What is known of one boot's clocks, oldest first. */
export async function clocksOfBoot(
  db: Kysely<Schema>,
  deviceId: string,
  boot: string,
): Promise<readonly ClockObservation[]> {
  const rows = await db
    .selectFrom('clock_observations')
    .selectAll()
    .where('device_id', '=', deviceId)
    .where('boot', '=', boot)
    .orderBy('observed_at')
    .execute();
  return rows.map(toObservation);
}

/** What is known of these boots, whosesoever, oldest first. */
export async function clocksOfBoots(
  db: Kysely<Schema>,
  deviceIds: readonly string[],
  boots: readonly string[],
): Promise<readonly ClockObservationRow[]> {
  if (boots.length === 0) return [];
  return db
    .selectFrom('clock_observations')
    .selectAll()
    .where('device_id', 'in', [...deviceIds])
    .where('boot', 'in', [...boots])
    .orderBy('observed_at')
    .execute();
}

/** The newest observations of one device, newest first. */
export async function newestClocks(
  db: Kysely<Schema>,
  deviceId: string,
  limit: number,
): Promise<readonly ClockObservationRow[]> {
  return db
    .selectFrom('clock_observations')
    .selectAll()
    .where('device_id', '=', deviceId)
    .orderBy('observed_at', 'desc')
    .limit(limit)
    .execute();
}

export function toObservation(row: ClockObservationRow): ClockObservation {
  return { wall: row.wall_ms, mono: row.mono_ms, bootAt: row.boot_at_ms, uncertainty: row.uncertainty_ms };
}
