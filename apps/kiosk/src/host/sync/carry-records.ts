import {
  decodeEnvelope,
  interpretRecord,
  type LackingRun,
  ok,
  type RecordCarried,
  type RecordDraft,
  type Result,
} from '@pingjia/shared';
import type { StoredItem } from '../journal/epoch-reader.ts';
import type { Journal } from '../journal/journal.ts';
import { behind } from '../journal/read-on.ts';
import type { CarriedRecords } from './carried-records.ts';
import { wholePlaces } from './whole-places.ts';

/** Records carried in one append. */
const portion = 20;

/** Records read at a time. */
const readAtOnce = 500;

/** What is to be carried of a stored record: the record itself, or what it carries already, never a carrier in a carrier. */
export function loadOf(epoch: string, { seq, hash, bytes }: Extract<StoredItem, { kind: 'record' }>): RecordCarried {
  const envelope = decodeEnvelope(bytes);
  const known = envelope.ok ? interpretRecord(envelope.value) : null;
  if (known?.ok && known.value?.type === 'record-carried') return known.value.data;
  return { epoch, seq, hash, record: new TextDecoder().decode(bytes) };
}

/**
 * Writes records again as `record-carried`, but those that live on already in an epoch other than `displaced`. Answers how
 * many were written; one that is too large to be carried stays where it is. Errors: the journal's.
 */
export async function carryRecords(
  journal: Pick<Journal, 'append' | 'epochs'>,
  carried: CarriedRecords,
  loads: readonly RecordCarried[],
  displaced = '',
): Promise<Result<number>> {
  const isWhole = wholePlaces(journal.epochs);
  const lacking = loads.filter((load) => !carried.has(load, displaced, isWhole));
  let count = 0;
  for (let n = 0; n < lacking.length; n += portion) {
    const written = await write(journal, carried, lacking.slice(n, n + portion));
    if (!written.ok) return written;
    count += written.value;
  }
  return ok(count);
}

/**
 * Carries what can be read of these runs, each place once, in whatever order and however often they are named. Answers how many
 * records were written. Errors: the journal's.
 */
export async function carryRuns(
  journal: Pick<Journal, 'append' | 'epochs' | 'read' | 'tipOf'>,
  carried: CarriedRecords,
  runs: readonly LackingRun[],
): Promise<Result<number>> {
  let count = 0;
  const done = new Map<string, number>();
  for (const { epoch, from, to } of runs.toSorted((a, b) => a.from - b.from)) {
    const end = Math.min(to, journal.tipOf(epoch)?.seq ?? 0);
    for (let next = Math.max(from, done.get(epoch) ?? 1); next <= end; ) {
      const items = await journal.read(epoch, next, readAtOnce, 1024 * 1024);
      const loads = items.flatMap((item) => (item.kind === 'record' && item.seq <= end ? [loadOf(epoch, item)] : []));
      const written = await carryRecords(journal, carried, loads);
      if (!written.ok) return written;
      count += written.value;
      const last = items.at(-1);
      if (last === undefined) break;
      next = behind(last);
      done.set(epoch, Math.min(next, end + 1));
    }
  }
  return ok(count);
}

async function write(
  journal: Pick<Journal, 'append'>,
  carried: CarriedRecords,
  loads: readonly RecordCarried[],
): Promise<Result<number>> {
  const written = await journal.append(loads.map((data): RecordDraft => ({ type: 'record-carried', data })));
  if (written.ok) {
    for (const [place, load] of loads.entries()) {
      const carrier = written.value[place]?.record;
      if (carrier !== undefined) carried.note(load, carrier);
    }
    return ok(loads.length);
  }
  if (written.error.code !== 'RECORD_TOO_LARGE') return written;
  let count = 0;
  for (const load of loads.length > 1 ? loads : []) {
    const alone = await write(journal, carried, [load]);
    if (!alone.ok) return alone;
    count += alone.value;
  }
  return ok(count);
}
