import {
  decodeEnvelope,
  err,
  fault,
  interpretRecord,
  ok,
  type Position,
  type RecordCarried,
  type RecordDraft,
  type Result,
} from '@pingjia/shared';
import type { StoredItem } from '../journal/epoch-reader.ts';
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
  const tip = journal.tipOf(epoch);
  if (tip === null) return err(fault('JOURNAL_DAMAGED', epoch));
  for (let next = common + 1; next <= tip.seq; ) {
    const items = await readOn(journal, epoch, next);
    if (!items.ok) return items;
    const loads = items.value.flatMap((item) => (item.kind === 'hole' ? [] : [loadOf(epoch, item)]));
    const drafts = loads.filter((load) => !carried.has(load.epoch, load.seq, epoch));
    const written = await journal.append(drafts.map((data): RecordDraft => ({ type: 'record-carried', data })));
    if (!written.ok) return written;
    for (const load of drafts) carried.note(load, journal.current.epoch);
    const last = items.value.at(-1);
    if (last === undefined) return err(fault('JOURNAL_DAMAGED', `nothing from ${next} on can be carried`));
    next = (last.kind === 'hole' ? last.to : last.seq) + 1;
  }
  return ok();
}

/** The next records to carry. Where nothing can be read something has rotted: the search for it makes it a hole. */
async function readOn(journal: Journal, epoch: string, next: number): Promise<Result<readonly StoredItem[]>> {
  const items = await journal.read(epoch, next, portion, 32 * 1024);
  if (items.length > 0) return ok(items);
  const verified = await journal.care.verify(() => Promise.resolve());
  return verified.ok ? ok(await journal.read(epoch, next, portion, 32 * 1024)) : verified;
}

/** What is to be carried of a stored record: the record itself, or what it carries already, never a carrier in a carrier. */
function loadOf(epoch: string, { seq, hash, bytes }: Extract<StoredItem, { kind: 'record' }>): RecordCarried {
  const envelope = decodeEnvelope(bytes);
  const known = envelope.ok ? interpretRecord(envelope.value) : null;
  if (known?.ok && known.value?.type === 'record-carried') return known.value.data;
  return { epoch, seq, hash, record: new TextDecoder().decode(bytes) };
}

/** Whether what the server holds up to its watermark is what this journal holds there. */
export async function compareWithServer(
  journal: Journal,
  epoch: string,
  watermark: Position,
  hashAtTip: string | null,
): Promise<'same' | 'tail-lost' | 'forked'> {
  const tip = journal.tipOf(epoch) ?? { seq: 0, hash: null };
  if (watermark.seq > tip.seq) return hashAtTip === tip.hash || tip.seq === 0 ? 'tail-lost' : 'forked';
  const ours = await journal.hashAt(epoch, watermark.seq);
  // A place that cannot be read any more proves nothing against the server.
  return ours === null || ours === watermark.hash ? 'same' : 'forked';
}
