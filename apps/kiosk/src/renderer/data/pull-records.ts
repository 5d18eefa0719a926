import { maxHealRecords, type MirrorCheckpoint, type MirrorRecord } from '@pingjia/shared';
import type { HealRange, JournalSource } from './journal-source.ts';
import { allSound } from './text-hash.ts';

/** The mirror's checkpoint, which also remembers how many records it took on the way there. */
export interface CountedCheckpoint extends MirrorCheckpoint {
  readonly records: number;
}

/** Characters of records in one message: a quarter of what a message may have, each may take four bytes. */
const maxHealCharacters = 900_000;

/** What the mirror holds of an epoch between two seqs, by seq. */
export type HeldTexts = (epoch: string, from: number, to: number) => Promise<readonly Pick<MirrorRecord, 'text'>[]>;

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
  let checkpoint: MirrorCheckpoint | null = after === null ? null : bare(after);
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
    checkpoint = page.checkpoint;
  }
  const counted = checkpoint === null ? null : { ...checkpoint, records: (after?.records ?? 0) + records.length };
  return { records, checkpoint: counted };
}

/** As much of the range's end as one message takes: the journal asks again for what lies before. */
async function giveBack(source: JournalSource, range: HealRange, held: HeldTexts): Promise<void> {
  const texts: string[] = [];
  let size = 0;
  for (const { text } of (await held(range.epoch, range.from, range.to)).toReversed()) {
    size += text.length;
    if (texts.length >= maxHealRecords || size > maxHealCharacters) break;
    texts.unshift(text);
  }
  const answer = await source.heal(range, texts);
  if (!answer.ok) throw new Error('What the journal lost could not be given back.');
}

/** As the host knows it. */
function bare({ epoch, seq, hash }: CountedCheckpoint): MirrorCheckpoint {
  return { epoch, seq, hash };
}
