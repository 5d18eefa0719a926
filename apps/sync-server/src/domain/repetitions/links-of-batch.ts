import type { EpochBegun } from '@pingjia/shared';
import type { EpochHead, LockedDevice } from '../../store/device-lock.ts';
import type { EpochLink } from '../../store/epoch-links.ts';
import type { IngestUnit } from '../../store/ingest-unit.ts';

/**
 * The epochs among which a press may have been written twice; none for a device that has had one epoch only, and for that
 * nothing is asked. The device's row must be locked.
 */
export async function linksOfBatch(
  unit: Pick<IngestUnit, 'epochLinks' | 'markSeveralEpochs'>,
  device: LockedDevice,
  { deviceId, epoch }: { readonly deviceId: string; readonly epoch: string },
  head: EpochHead | null,
  begun: EpochBegun | null,
): Promise<readonly EpochLink[]> {
  if (!device.severalEpochs && head !== null) return [];
  const links = await unit.epochLinks(deviceId);
  if (head !== null || links.length === 0) return links;
  if (!device.severalEpochs) await unit.markSeveralEpochs(deviceId);
  const previous = begun?.previous ?? null;
  const link = previous === null ? null : { epoch: previous.epoch, seq: previous.tip.seq };
  return [...links, { epoch, previous: link, watermark: 0 }];
}
