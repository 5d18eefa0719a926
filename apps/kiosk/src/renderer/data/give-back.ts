import { maxHealRecords, type MirrorRecord } from '@pingjia/shared';
import type { HealRange, JournalSource, OwnedCheckpoint } from './journal-source.ts';
import { keepSound } from './text-hash.ts';

/** Characters of records in one message: a quarter of what a message may have, each may take four bytes. */
const maxHealCharacters = 900_000;

/** What the mirror holds of an epoch between two seqs, by seq. */
export type HeldTexts = (
  epoch: string,
  from: number,
  to: number,
) => Promise<readonly Pick<MirrorRecord, 'text' | 'hash'>[]>;

/**
 * What is still sound of the range, as much of its end as one message takes: the journal asks again for what lies before.
 * Throws when the host cannot be told.
 */
export async function giveBack(source: JournalSource, range: HealRange, held: HeldTexts): Promise<void> {
  const texts: string[] = [];
  let size = 0;
  // A text that rotted here would be taken for a record of its own.
  const sound = await keepSound(await held(range.epoch, range.from, range.to));
  for (const { text } of sound.toReversed()) {
    size += text.length;
    if (texts.length >= maxHealRecords || size > maxHealCharacters) break;
    texts.unshift(text);
  }
  const answer = await source.heal(range, texts);
  if (!answer.ok) throw new Error('What the journal lost could not be given back.');
}

/**
 * Gives the journal whatever it asks for of a copy that reaches up to `newest`, before that copy is dropped.
 * Throws when there is no conversation, or while it cannot be told whose records these are.
 */
export async function giveAllBack(source: JournalSource, newest: OwnedCheckpoint, held: HeldTexts): Promise<void> {
  const { epoch, seq, hash, device } = newest;
  for (;;) {
    const answer = await source.lastAsked({ epoch, seq, hash, device });
    const failure = answer.ok ? null : answer.error;
    if (failure?.kind === 'lost') throw new Error('No conversation.');
    if (failure?.fault.code === 'MIRROR_UNDECIDED') throw new Error(failure.fault.code);
    if (!answer.ok || answer.value.outcome !== 'heal') return;
    await giveBack(source, answer.value, held);
  }
}
