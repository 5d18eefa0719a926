import {
  decodeEnvelope,
  err,
  fault,
  interpretRecord,
  ok,
  parseJson,
  type Position,
  prunedThroughSchema,
  type RecordCarried,
  type RecordDraft,
  type Result,
} from '@pingjia/shared';
import type { StoredItem } from '../journal/epoch-reader.ts';
import type { EpochSummary } from '../journal/epoch-summary.ts';
import type { Journal } from '../journal/journal.ts';
import { behind, readOn } from '../journal/read-on.ts';
import type { CarriedRecords } from './carried-records.ts';
import type { ServerLink } from './server-link.ts';
import { wholePlaces } from './whole-places.ts';

/** Records carried in one append. */
const portion = 20;

/** Places that are looked at for one that can be read. */
const looked = 64;

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
 * too, and again where its carrier has rotted.
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
  const held = journal.epochs.find((one) => one.epoch === epoch);
  if (held === undefined) return err(fault('JOURNAL_DAMAGED', epoch));
  const { tip, pruned } = held;
  for (let next = Math.max(common, pruned.seq) + 1; next <= tip.seq; ) {
    const items = await readOn(journal, epoch, next, portion, 32 * 1024);
    if (!items.ok) return items;
    const loads = items.value.flatMap((item) => (item.kind === 'hole' ? [] : [loadOf(epoch, item)]));
    const isWhole = wholePlaces(journal.epochs);
    const drafts = loads.filter((load) => !carried.has(load.epoch, load.seq, epoch, isWhole));
    const written = await journal.append(drafts.map((data): RecordDraft => ({ type: 'record-carried', data })));
    if (!written.ok) return written;
    for (const [place, load] of drafts.entries()) {
      const carrier = written.value[place]?.record;
      if (carrier !== undefined) carried.note(load, carrier);
    }
    const last = items.value.at(-1);
    if (last === undefined) return err(fault('JOURNAL_DAMAGED', `nothing from ${next} on can be carried`));
    next = behind(last);
  }
  return ok();
}

/** What is to be carried of a stored record: the record itself, or what it carries already, never a carrier in a carrier. */
export function loadOf(epoch: string, { seq, hash, bytes }: Extract<StoredItem, { kind: 'record' }>): RecordCarried {
  const envelope = decodeEnvelope(bytes);
  const known = envelope.ok ? interpretRecord(envelope.value) : null;
  if (known?.ok && known.value?.type === 'record-carried') return known.value.data;
  return { epoch, seq, hash, record: new TextDecoder().decode(bytes) };
}

/** Whether an epoch's records were dropped behind those that the device signed for: they live on in other epochs. */
export function livesOn({ pruned, prunedStatement }: Pick<EpochSummary, 'pruned' | 'prunedStatement'>): boolean {
  const signed = prunedThroughSchema.safeParse(parseJson(prunedStatement?.statement ?? '')).data;
  return pruned.seq > (signed?.through.seq ?? 0);
}

type Relation = 'same' | 'tail-lost' | 'forked';

/** Whether what the server holds up to its watermark is what this journal holds there. Errors: those of the link. */
export async function compareWithServer(
  journal: Journal,
  link: Pick<ServerLink, 'hashAt'>,
  epoch: string,
  watermark: Position,
  hashAtTip: string | null,
): Promise<Result<Relation>> {
  const tip = journal.tipOf(epoch) ?? { seq: 0, hash: null };
  if (watermark.seq > tip.seq) return ok(hashAtTip === tip.hash || tip.seq === 0 ? 'tail-lost' : 'forked');
  const held = journal.epochs.find((one) => one.epoch === epoch);
  if (held !== undefined && watermark.seq < held.pruned.seq && livesOn(held)) return ok('forked');
  const ours = await journal.hashAt(epoch, watermark.seq);
  if (ours !== null) return ok(ours === watermark.hash ? 'same' : 'forked');
  // A place that cannot be read any more proves nothing against the server; one before it may.
  const known = await readableBefore(journal, epoch, watermark.seq);
  if (known === null) return ok('same');
  const theirs = await link.hashAt(epoch, known.seq);
  if (!theirs.ok) return theirs;
  return ok(theirs.value === null || theirs.value === known.hash ? 'same' : 'forked');
}

/** The nearest place before `seq` that can be read; null where there is none within `looked`. */
async function readableBefore(journal: Journal, epoch: string, seq: number): Promise<Position | null> {
  const holes = journal.epochs.find((held) => held.epoch === epoch)?.holes ?? [];
  let at = seq - 1;
  for (let n = 0; n < looked && at >= 1; n += 1) {
    const hash = await journal.hashAt(epoch, at);
    if (hash !== null) return { seq: at, hash };
    const here = at;
    at = (holes.find(({ from, to }) => here >= from && here <= to)?.from ?? at) - 1;
  }
  return null;
}
