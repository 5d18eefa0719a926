import type { Hash } from '@pingjia/shared';
import type { EpochHead } from '../../store/device-lock.ts';
import type { IngestUnit } from '../../store/ingest-unit.ts';
import type { Timestamp } from '../../store/schema.ts';
import { applyProjection } from './apply-projection.ts';
import { type IngestItem, isQuarantined, toRow } from './ingest-item.ts';
import { projectLate } from './project-late.ts';
import type { Whereabouts } from '../repetitions/whereabouts.ts';

interface Where extends Whereabouts {
  readonly stamp: Timestamp;
}

/** Puts healed records where placeholders were and projects them as if they had never been gone; answers how many. */
export async function heal(
  unit: IngestUnit,
  where: Where,
  head: EpochHead | null,
  healed: readonly IngestItem[],
): Promise<number> {
  if (head === null) throw new Error('a placeholder without an epoch');
  const { deviceId, epoch, stamp } = where;
  const filled = await unit.fillPlaces(deviceId, epoch, stamp, healed.map(toRow));
  const projection = await projectLate(unit, where, healed);
  const evaluations = await applyProjection(unit, deviceId, epoch, stamp, projection);
  if (projection.begun !== null) await unit.describeEpoch(deviceId, epoch, projection.begun);
  const watermark = { seq: head.watermark, hash: head.hash.toString('base64url') as Hash };
  const quarantined = healed.filter(isQuarantined).length;
  await unit.moveHead({ deviceId, epoch, watermark, evaluations, quarantined }, stamp);
  if (projection.carries) await unit.markForked(deviceId, epoch);
  return filled;
}
