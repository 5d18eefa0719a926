import type { Kysely } from 'kysely';
import { clocksOfBoots, toObservation } from '../../store/clock-observations.ts';
import type { EvaluationRow, Schema } from '../../store/schema.ts';
import { type ClockObservation, correct, type Estimate } from './estimate.ts';

type Timed = Pick<EvaluationRow, 'device_id' | 'boot' | 'mono_ms'>;

/** What is known of the clocks of some boots. */
export interface BootClocks {
  /** When the row was written, by the server's clock; null where nothing is known of its boot. */
  correct(row: Timed): Estimate | null;
}

/** Reads what is known of the boots that `rows` were written in. */
export async function readClocks(db: Kysely<Schema>, rows: readonly Timed[]): Promise<BootClocks> {
  const boots = new Set(rows.flatMap(({ boot }) => boot ?? []));
  const devices = new Set(rows.map(({ device_id }) => device_id));
  const known = new Map<string, ClockObservation[]>();
  for (const row of await clocksOfBoots(db, [...devices], [...boots])) {
    const key = `${row.device_id} ${row.boot}`;
    known.set(key, [...(known.get(key) ?? []), toObservation(row)]);
  }
  return {
    correct: ({ device_id, boot, mono_ms }) =>
      mono_ms === null ? null : correct(known.get(`${device_id} ${boot}`) ?? [], mono_ms),
  };
}
