import type { Receipt } from '@pingjia/shared';
import type { CarriedRecords, Displaced } from '../sync/carried-records.ts';
import { loadOf } from '../sync/carry-records.ts';
import { wholePlaces } from '../sync/whole-places.ts';
import type { EpochSummary } from './epoch-summary.ts';
import type { Journal } from './journal.ts';
import { behind } from './read-on.ts';

/** How far the server has an epoch. */
export interface ReceivedEpoch {
  /** As its own records. */
  readonly shared: number;
  /** As its own records, or behind those as records that other epochs carry. */
  readonly through: number;
}

/** Records read at a time. */
const portion = 500;

/** The receipts that say something about this journal: those of another branch do not. */
export async function fittingReceipts(
  journal: Pick<Journal, 'hashAt'>,
  receipts: ReadonlyMap<string, Receipt>,
): Promise<ReadonlyMap<string, Receipt>> {
  const fitting = new Map<string, Receipt>();
  for (const [epoch, receipt] of receipts) {
    const { seq, hash } = receipt.watermark;
    const ours = await journal.hashAt(epoch, seq);
    if (ours === null || ours === hash) fitting.set(epoch, receipt);
  }
  return fitting;
}

/** `branches`: up to where each forked epoch is the one that the server has too; what lies behind is carried by others. */
export async function findReceived(
  journal: Pick<Journal, 'epochs' | 'read'>,
  receipts: ReadonlyMap<string, Receipt>,
  branches: Readonly<Record<string, number>>,
  carried: Pick<CarriedRecords, 'carrierOf'>,
): Promise<ReadonlyMap<string, ReceivedEpoch>> {
  const shared = new Map(
    journal.epochs.map(({ epoch }) => {
      const receipt = receipts.get(epoch);
      const signed = receipt?.issuedAt === undefined ? 0 : receipt.watermark.seq;
      return [epoch, Math.max(signed, branches[epoch] ?? 0)];
    }),
  );
  const isWhole = wholePlaces(journal.epochs);
  const isReceived = (record: Displaced, displaced: string) => {
    const carrier = carried.carrierOf(record);
    if (carrier === null || carrier.seq === null || carrier.epoch === displaced) return false;
    // The server may have had a placeholder of it.
    if (!isWhole(carrier)) return false;
    return carrier.seq <= (shared.get(carrier.epoch) ?? 0);
  };
  const received = new Map<string, ReceivedEpoch>();
  for (const summary of journal.epochs) {
    const own = shared.get(summary.epoch) ?? 0;
    const through =
      branches[summary.epoch] === undefined ? own : await carriedThrough(journal, summary, own, isReceived);
    received.set(summary.epoch, { shared: own, through });
  }
  return received;
}

/** Whether each record behind `from` that can be read lives on in another epoch, as far as known; false where none does. */
export async function isCarriedOn(
  journal: Pick<Journal, 'epochs' | 'read'>,
  carried: Pick<CarriedRecords, 'has'>,
  summary: EpochSummary,
  from: number,
): Promise<boolean> {
  const isWhole = wholePlaces(journal.epochs);
  let isAny = false;
  const through = await carriedThrough(journal, summary, from, (record, displaced) => {
    const isCarried = carried.has(record, displaced, isWhole);
    isAny ||= isCarried;
    return isCarried;
  });
  return isAny && through >= summary.tip.seq;
}

/** The last record of an epoch up to which the carrier of each that can be read will do. */
async function carriedThrough(
  journal: Pick<Journal, 'read'>,
  { epoch, tip, pruned }: EpochSummary,
  shared: number,
  suffices: (record: Displaced, displaced: string) => boolean,
): Promise<number> {
  let through = Math.max(shared, pruned.seq);
  for (let next = through + 1; next <= tip.seq; ) {
    const items = await journal.read(epoch, next, portion, 4 * 1024 * 1024);
    for (const item of items) {
      if (item.kind === 'record') {
        const load = loadOf(epoch, item);
        if (!suffices(load, epoch)) return through;
        through = item.seq;
      }
      next = behind(item);
    }
    if (items.length === 0) return through;
  }
  return Math.max(through, tip.seq);
}
