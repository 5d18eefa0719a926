import { type HandshakeRequest, type PrunedThrough, prunedThroughSchema } from '@pingjia/shared';
import type { SyncContext } from '../../app-context.ts';
import { parseJson } from '../../platform/json.ts';
import { allOf } from '../../store/ingest-transaction.ts';
import type { EpochRow } from '../../store/schema.ts';

/**
 * Takes what the device pruned and is not held, in a database restored from an older dump, as a declared gap: the
 * watermark passes it. Answers whether there was any. The request is signed, so what it carries is the device's word whichever key signed that.
 */
export async function declarePruned(
  { store, queues }: Pick<SyncContext, 'store' | 'queues'>,
  deviceId: string,
  epochs: HandshakeRequest['epochs'],
  held: ReadonlyMap<string, EpochRow>,
): Promise<boolean> {
  let declared = false;
  for (const { epoch, tip, pruned } of epochs) {
    const parsed = prunedThroughSchema.safeParse(
      pruned === undefined ? null : parseJson(Buffer.from(pruned.statement)),
    );
    const said = parsed.data;
    if (said?.device !== deviceId || said.epoch !== epoch || said.through.seq < 1 || said.through.seq > tip.seq)
      continue;
    if ((held.get(epoch)?.watermark_seq ?? 0) >= said.through.seq) continue;
    await queues.run(deviceId, () => declare({ store }, said));
    declared = true;
  }
  return declared;
}

function declare({ store }: Pick<SyncContext, 'store'>, { device, epoch, through }: PrunedThrough): Promise<void> {
  return store.ingest(async (unit) => {
    const [locked, head, stamp] = await allOf([
      unit.lockDevice(device),
      unit.epochHead(device, epoch),
      unit.acceptanceStamp(),
    ]);
    const from = (head?.watermark ?? 0) + 1;
    if (locked === null || through.seq < from) return { answer: undefined, last: [] };
    const move = { deviceId: device, epoch, watermark: through, evaluations: 0, quarantined: 0 };
    return {
      answer: undefined,
      last: [
        head === null ? unit.beginEpoch(move, null, stamp) : unit.moveHead(move, stamp),
        unit.declareGap(device, epoch, { from, to: through.seq }, stamp),
      ],
    };
  });
}
