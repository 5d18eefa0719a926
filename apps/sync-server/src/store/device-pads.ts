import type { PoolClient } from 'pg';
import { int8Array, textArray } from './binary-array.ts';

export interface PadUpdate {
  readonly padId: string;
  /** Null leaves what is known; so do the others. */
  readonly state: 'found' | 'lost' | null;
  readonly address: string | null;
  readonly firmware: string | null;
  /** Added to what was lost before. */
  readonly lost: number;
}

export async function updatePads(client: PoolClient, deviceId: string, pads: readonly PadUpdate[]): Promise<void> {
  await client.query({
    name: 'update-pads',
    text: `INSERT INTO device_pads AS p (device_id, pad_id, state, address, firmware, lost_presses)
           SELECT $1::uuid, u.pad_id, u.state, u.address, u.firmware, u.lost
           FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[]) AS u (pad_id, state, address, firmware, lost)
           ON CONFLICT (device_id, pad_id) DO UPDATE SET state = coalesce(excluded.state, p.state),
             address = coalesce(excluded.address, p.address), firmware = coalesce(excluded.firmware, p.firmware),
             lost_presses = p.lost_presses + excluded.lost_presses`,
    values: [
      deviceId,
      textArray(pads.map(({ padId }) => padId)),
      textArray(pads.map(({ state }) => state)),
      textArray(pads.map(({ address }) => address)),
      textArray(pads.map(({ firmware }) => firmware)),
      int8Array(pads.map(({ lost }) => lost)),
    ],
  });
}
