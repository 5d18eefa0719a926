import { ok, type Position, type Receipt, type Result } from '@pingjia/shared';
import type { Journal } from '../journal/journal.ts';
import { reachOf } from '../sync/receipts.ts';

/** What a receipt says of this journal: its own record is held, or another one in its place; or nothing that could be compared. */
export type Word = 'ours' | 'other' | 'nothing';

/** A receipt that a stick brought; `isRefusal`: it tells what the server held instead of what it was brought. */
export interface Told {
  readonly receipt: Receipt;
  readonly word: Word;
  readonly isRefusal: boolean;
}

export type ComparedJournal = Pick<Journal, 'epochs' | 'tipOf' | 'hashAt' | 'care'>;

/** Errors: the journal's. Throws the platform's error. */
export async function wordOf(journal: ComparedJournal, epoch: string, { seq, hash }: Position): Promise<Result<Word>> {
  const summary = journal.epochs.find((one) => one.epoch === epoch);
  // An image from before the epoch began knows nothing of it; what was dropped was held.
  if (summary === undefined || seq < summary.pruned.seq) return ok('nothing');
  if (seq > summary.tip.seq) return ok('other');
  let ours = await journal.hashAt(epoch, seq);
  if (ours === null && !summary.holes.some(({ from, to }) => from <= seq && seq <= to)) {
    // Once what has rotted is a hole, the record behind it tells what lay there.
    const verified = await journal.care.verify(() => Promise.resolve());
    if (!verified.ok) return verified;
    ours = await journal.hashAt(epoch, seq);
  }
  if (ours === null) return ok('nothing');
  return ok(ours === hash ? 'ours' : 'other');
}

/**
 * A seq up to which the server has this journal's records of an epoch, where it has other ones behind it; null where it
 * does not. What one file says belongs together; `held`, which came earlier, counts only where nothing in it contradicts.
 */
export async function commonPlace(
  journal: ComparedJournal,
  epoch: string,
  told: readonly Told[],
  held: Position | null,
): Promise<number | null> {
  const seqsOf = (word: Word) => told.flatMap((one) => (one.word === word ? [one.receipt.watermark.seq] : []));
  const tip = journal.tipOf(epoch)?.seq ?? 0;
  const other = Math.min(...seqsOf('other'));
  const refusals = told.filter(({ isRefusal }) => isRefusal);
  // Refused, and what the server's newest record is cannot be compared.
  const isDoubtful = refusals.length > 0 && refusals.at(-1)?.word === 'nothing' && tip > 0;
  if (other === Number.POSITIVE_INFINITY && !isDoubtful) return null;
  const ours = seqsOf('ours').filter((seq) => seq < other);
  if (ours.length > 0) return Math.max(...ours);
  if (refusals.length > 0 || held === null) return 0;
  const reach = await reachOf(journal, epoch, held);
  return reach < other ? reach : 0;
}
