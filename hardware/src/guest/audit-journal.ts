import type { Host } from '@pingjia/kiosk/host';
import { chainRecord, chainStart, type Position, type Sha256 } from '@pingjia/shared';
import type { DiskWord } from '../power-cut/disk-words.ts';

/** Reads every record of the journal from the disk once more and says what presses it holds and whether its chain is whole. */
export async function* auditJournal(journal: Host['journal'], sha256: Sha256): AsyncGenerator<DiskWord> {
  const presses = new Map<string, number[]>();
  const { epochs } = journal;
  let records = 0;
  let broken: string | null = null;
  for (const { epoch, tip } of epochs) {
    let at: Position = chainStart;
    while (at.seq < tip.seq && broken === null) {
      const items = await journal.read(epoch, at.seq + 1, 1_000, 1024 * 1024);
      if (items.length === 0) broken = `nothing follows ${at.seq}`;
      for (const item of items) {
        if (item.kind === 'hole') {
          broken = `hole at ${item.seq}`;
          break;
        }
        const chained = chainRecord(epoch, at, item.bytes, sha256);
        if (!chained.ok) {
          broken = chained.error.detail ?? chained.error.code;
          break;
        }
        at = { seq: item.seq, hash: chained.value.hash };
        records += 1;
        notePress(presses, chained.value.envelope.data);
      }
    }
  }
  for (const [pad, counts] of presses) yield { type: 'found', pad, counts };
  yield { type: 'audited', epochs: epochs.length, records, broken };
}

/** Whatever became of it, a press of a pad's key stands in one record, as its source. */
function notePress(presses: Map<string, number[]>, data: unknown): void {
  const source = (
    data as { readonly source?: { readonly kind: string; readonly padId: string; readonly count: number } }
  ).source;
  if (source?.kind !== 'pad') return;
  const counts = presses.get(source.padId) ?? [];
  counts.push(source.count);
  presses.set(source.padId, counts);
}
