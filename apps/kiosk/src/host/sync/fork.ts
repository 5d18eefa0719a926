import { err, fault, ok, type Position, type RecordDraft, type Result } from '@pingjia/shared';
import type { Journal } from '../journal/journal.ts';
import type { CarriedRecords } from './carried-records.ts';
import type { ServerLink } from './server-link.ts';

/** Records carried in one append. */
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
 * epoch: their numbers are taken at the server, the presses in them are real. Each is carried once, across crashes too.
 */
export async function carryBranch(
  journal: Journal,
  carried: CarriedRecords,
  epoch: string,
  common: number,
): Promise<Result<void>> {
  if (journal.current.epoch === epoch) {
    const begun = await journal.beginEpoch('forked');
    if (!begun.ok) return begun;
  }
  const tip = journal.epochs.find((summary) => summary.epoch === epoch)?.tip;
  if (tip === undefined) return err(fault('JOURNAL_DAMAGED', epoch));
  for (let next = common + 1; next <= tip.seq; ) {
    const items = await journal.read(epoch, next, portion, 32 * 1024);
    const drafts = items.flatMap((item): RecordDraft[] => {
      if (item.kind === 'hole' || carried.has(epoch, item.seq)) return [];
      const record = new TextDecoder().decode(item.bytes);
      return [{ type: 'record-carried', data: { epoch, seq: item.seq, hash: item.hash, record } }];
    });
    const written = await journal.append(drafts);
    if (!written.ok) return written;
    for (const { data } of drafts) if ('record' in data) carried.note(data);
    const last = items.at(-1);
    if (last === undefined) break;
    next = last.seq + 1;
  }
  return ok();
}

/** Whether what the server holds up to its watermark is what this journal holds there. */
export async function compareWithServer(
  journal: Journal,
  epoch: string,
  watermark: Position,
  hashAtTip: string | null,
): Promise<'same' | 'tail-lost' | 'forked'> {
  const tip = journal.epochs.find((summary) => summary.epoch === epoch)?.tip ?? { seq: 0, hash: null };
  if (watermark.seq > tip.seq) return hashAtTip === tip.hash || tip.seq === 0 ? 'tail-lost' : 'forked';
  const ours = await journal.hashAt(epoch, watermark.seq);
  // A place that cannot be read any more proves nothing against the server.
  return ours === null || ours === watermark.hash ? 'same' : 'forked';
}
