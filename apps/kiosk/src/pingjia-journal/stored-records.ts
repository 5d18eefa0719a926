import { decodeEnvelope, type RecordEnvelope } from '@pingjia/shared';
import type { StoredItem } from '../host/journal/epoch-reader.ts';
import type { JournalSurvey } from '../host/journal/survey.ts';

/** Which records a command is about. */
export interface Selection {
  readonly epoch?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly type?: string | undefined;
}

export interface SelectedItem {
  readonly epoch: string;
  readonly item: StoredItem;
  /** Null for a hole, and for bytes that cannot be understood. */
  readonly record: RecordEnvelope | null;
}

/** Items read at a time. */
const portion = 500;

/** What is stored of a selection, in the order of the journal. Holes are shown where no type is asked for. */
export async function* storedRecords(survey: JournalSurvey, selection: Selection): AsyncGenerator<SelectedItem> {
  const { from = 1, to = Number.POSITIVE_INFINITY, type } = selection;
  for (const { epoch, tip } of survey.epochs) {
    if (selection.epoch !== undefined && selection.epoch !== epoch) continue;
    for (let next = from; next <= Math.min(to, tip.seq); ) {
      const items = await survey.read(epoch, next, portion, 4 * 1024 * 1024);
      for (const item of items) {
        if (item.seq > to) break;
        const decoded = item.kind === 'record' ? decodeEnvelope(item.bytes) : null;
        const record = decoded?.ok ? decoded.value : null;
        if (type === undefined || record?.type === type) yield { epoch, item, record };
      }
      const last = items.at(-1);
      if (last === undefined) break;
      next = (last.kind === 'hole' ? last.to : last.seq) + 1;
    }
  }
}
