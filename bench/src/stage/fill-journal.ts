import { HostMemory } from '@pingjia/kiosk/host/host-memory';
import { Journal } from '@pingjia/kiosk/host/journal/journal';
import { nodeFileSystem } from '@pingjia/kiosk/host/journal/node-file-system';
import { nodeSha256 } from '@pingjia/node-platform';
import { type RecordDraft, type SeededWindow, systemClock } from '@pingjia/shared';
import type { SeededRandom } from '@pingjia/shared/testing';
import { testEvaluation } from '@pingjia/sync-server/testing';

/** Presses that wait for the disk together while the journal is filled. */
const atOnce = 2_000;

/** The journal alone, as a host opens it. */
export function openJournal(folder: string, random: SeededRandom): Promise<Journal> {
  const options = { fs: nodeFileSystem, folder, clock: systemClock, random, sha256: nodeSha256, boot: random.uuid() };
  return Journal.open(options, new HostMemory());
}

/** Writes `records` evaluations into the journal of `folder`, many with one fdatasync, and closes it. */
export async function fillJournal(
  folder: string,
  place: SeededWindow,
  records: number,
  random: SeededRandom,
): Promise<void> {
  const press = (): RecordDraft => ({
    type: 'evaluation',
    data: testEvaluation(random, place, { grade: 'satisfied' }),
  });
  const journal = await openJournal(folder, random);
  for (let done = 0; done < records; done += atOnce) {
    const results = await Promise.all(Array.from({ length: atOnce }, () => journal.append([press()])));
    if (results.some(({ ok }) => !ok)) throw new Error('the journal refused a press');
  }
  await journal.close();
}
