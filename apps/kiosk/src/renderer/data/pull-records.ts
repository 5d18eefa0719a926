import type { MirrorRecord } from '@pingjia/shared';
import { giveBack, type HeldTexts } from './give-back.ts';
import type { JournalSource, OwnedCheckpoint } from './journal-source.ts';
import { allSound } from './text-hash.ts';

/** The mirror's checkpoint, which also remembers how many records it took on the way there. */
export interface CountedCheckpoint extends OwnedCheckpoint {
  readonly records: number;
}

export interface PulledRecords {
  readonly records: readonly MirrorRecord[];
  readonly checkpoint: CountedCheckpoint | null;
}

/**
 * Pulls until `limit` records are there or the journal has no more: RxDB takes a page that is not full for the last one,
 * while the host keeps its pages below the size of a message. `reset` if the journal does not know `after`.
 * Throws when the host cannot be asked, or sends a text that its hash denies.
 */
export async function pullRecords(
  source: JournalSource,
  after: CountedCheckpoint | null,
  limit: number,
  held: HeldTexts,
): Promise<PulledRecords | 'reset'> {
  const records: MirrorRecord[] = [];
  let checkpoint: OwnedCheckpoint | null = after === null ? null : bare(after);
  while (records.length < limit) {
    const answer = await source.pull(checkpoint, limit - records.length);
    if (!answer.ok) throw new Error(answer.error.kind === 'lost' ? 'No conversation.' : answer.error.fault.code);
    const page = answer.value;
    if (page.outcome === 'reset') return 'reset';
    if (page.outcome === 'heal') {
      await giveBack(source, page, held);
      continue;
    }
    if (page.records.length === 0) break;
    if (!(await allSound(page.records))) throw new Error('The host sent a text that does not fit its hash.');
    records.push(...page.records);
    checkpoint = page.checkpoint === null ? null : { ...page.checkpoint, device: page.device };
  }
  const counted = checkpoint === null ? null : { ...checkpoint, records: (after?.records ?? 0) + records.length };
  return { records, checkpoint: counted };
}

/** As the host knows it. */
function bare({ epoch, seq, hash, device }: CountedCheckpoint): OwnedCheckpoint {
  return { epoch, seq, hash, device };
}
