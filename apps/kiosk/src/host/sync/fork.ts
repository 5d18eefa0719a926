import { err, fault, ok, parseJson, prunedThroughSchema, type Result } from '@pingjia/shared';
import type { EpochSummary } from '../journal/epoch-summary.ts';
import type { Journal } from '../journal/journal.ts';
import { behind, readOn } from '../journal/read-on.ts';
import type { CarriedRecords } from './carried-records.ts';
import { carryRecords, loadOf } from './carry-records.ts';
import type { ServerLink } from './server-link.ts';

/** Records read at a time. */
const portion = 20;

/** The last seq up to `shared` at which this journal and the server hold the same record of `epoch`; 0 if there is none. */
export async function findCommonSeq(
  journal: Journal,
  link: ServerLink,
  epoch: string,
  shared: number,
): Promise<Result<number>> {
  let same = 0;
  let different = shared + 1;
  while (different - same > 1) {
    const middle = same + Math.floor((different - same) / 2);
    const theirs = await link.hashAt(epoch, middle);
    if (!theirs.ok) return theirs;
    const ours = await journal.hashAt(epoch, middle);
    if (ours !== null && ours === theirs.value) same = middle;
    else different = middle;
  }
  return ok(same);
}

/**
 * Writes this journal's own records of a forked `epoch` behind `common` again, as `record-carried`, into the current
 * epoch: their numbers are taken at the server, the presses in them are real. Each is carried once, across crashes
 * too, and again where its carrier has rotted. Answers how many were written.
 */
export async function carryBranch(
  journal: Journal,
  carried: CarriedRecords,
  epoch: string,
  common: number,
): Promise<Result<number>> {
  if (journal.current.epoch === epoch) {
    const begun = await journal.beginEpoch('forked');
    if (!begun.ok) return begun;
  }
  const held = journal.epochs.find((one) => one.epoch === epoch);
  if (held === undefined) return err(fault('JOURNAL_DAMAGED', epoch));
  const { tip, pruned } = held;
  let count = 0;
  for (let next = Math.max(common, pruned.seq) + 1; next <= tip.seq; ) {
    const items = await readOn(journal, epoch, next, portion, 32 * 1024);
    if (!items.ok) return items;
    const loads = items.value.flatMap((item) => (item.kind === 'hole' ? [] : [loadOf(epoch, item)]));
    const written = await carryRecords(journal, carried, loads, epoch);
    if (!written.ok) return written;
    count += written.value;
    const last = items.value.at(-1);
    if (last === undefined) return err(fault('JOURNAL_DAMAGED', `nothing from ${next} on can be carried`));
    next = behind(last);
  }
  return ok(count);
}

/** Whether an epoch's records were dropped behind those that the device signed for: they live on in other epochs. */
export function livesOn({ pruned, prunedStatement }: Pick<EpochSummary, 'pruned' | 'prunedStatement'>): boolean {
  const signed = prunedThroughSchema.safeParse(parseJson(prunedStatement?.statement ?? '')).data;
  return pruned.seq > (signed?.through.seq ?? 0);
}
