import type { Host } from '@pingjia/kiosk/host';
import { HostMemory } from '@pingjia/kiosk/host/host-memory';

/** The deliberate bug: the oldest file goes although the server has not signed for it. */
export async function pruneUnsent({ journal }: Host, device: string): Promise<void> {
  const { epoch, segments } = journal.current;
  const [, next] = [...segments()];
  if (next === undefined) return;
  const [segment, first] = next;
  const hash = await journal.hashAt(epoch, first - 1);
  if (hash === null) return;
  const through = { seq: first - 1, hash };
  const statement = { statement: JSON.stringify({ device, epoch, through }), signature: '', keyId: device };
  await journal.care.prune(epoch, { through, segment, memory: new HostMemory().snapshot(), statement });
}
