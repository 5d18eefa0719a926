import { maxHandshakeEpochs } from '@pingjia/shared';
import type { PoolClient } from 'pg';

/** An epoch, what it says it follows, and how far it is held. */
export interface EpochLink {
  readonly epoch: string;
  /** Null where it names none, or its first record cannot be read. */
  readonly previous: { readonly epoch: string; readonly seq: number } | null;
  readonly watermark: number;
}

interface LinkRow {
  readonly epoch: string;
  readonly previous_epoch: string | null;
  readonly previous_seq: number | null;
  readonly watermark_seq: number;
}

/** The newest epochs of a device in the order in which they were first accepted; older ones are out of reach of a repetition. */
export async function epochLinks(client: PoolClient, deviceId: string): Promise<readonly EpochLink[]> {
  const { rows } = await client.query<LinkRow>({
    name: 'epoch-links',
    text: `SELECT epoch, previous_epoch, previous_seq, watermark_seq FROM epochs WHERE device_id = $1
           ORDER BY began_at DESC, epoch LIMIT $2`,
    values: [deviceId, maxHandshakeEpochs],
  });
  return rows.map(toLink).reverse();
}

export function toLink({ epoch, previous_epoch, previous_seq, watermark_seq }: LinkRow): EpochLink {
  const previous = previous_epoch === null ? null : { epoch: previous_epoch, seq: previous_seq ?? 0 };
  return { epoch, previous, watermark: watermark_seq };
}

/** From now on repetitions are looked for among what this device sends. */
export async function markSeveralEpochs(client: PoolClient, deviceId: string): Promise<void> {
  await client.query('UPDATE devices SET several_epochs = true WHERE device_id = $1', [deviceId]);
}
