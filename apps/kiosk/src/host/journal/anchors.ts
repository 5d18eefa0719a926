import { decodeEnvelope, type Hash, interpretRecord, type Position } from '@pingjia/shared';
import type { HeldRecords } from './epoch-summary.ts';

/** A record that somebody else vouches for: the server by its receipt, or a later epoch by its first record. */
export interface Anchor extends Position {
  readonly epoch: string;
}

/** gone: there is no such epoch · cut: the epoch ends before it · other: another record lies there, or below it. */
export interface Contradiction {
  readonly kind: 'gone' | 'cut' | 'other';
  readonly epoch: string;
  /** The first record in question, as far as the anchors tell. */
  readonly seq: number;
}

/** Where what lies on the disk is not what the anchors vouch for. Records in holes and dropped ones contradict nothing. */
export async function findContradictions(
  journal: HeldRecords,
  anchors: readonly Anchor[],
): Promise<readonly Contradiction[]> {
  const found: Contradiction[] = [];
  for (const { epoch, seq, hash } of [...anchors, ...(await anchorsOfEpochs(journal))]) {
    const held = journal.epochs.find((candidate) => candidate.epoch === epoch);
    if (seq === 0) continue;
    if (held === undefined) found.push({ kind: 'gone', epoch, seq: 1 });
    else if (held.tip.seq < seq) found.push({ kind: 'cut', epoch, seq: held.tip.seq + 1 });
    else if (seq >= held.pruned.seq && differs(await journal.hashAt(epoch, seq), hash)) {
      found.push({ kind: 'other', epoch, seq });
    }
  }
  return found;
}

/** What the first record of each epoch says about the end of the one before. */
async function anchorsOfEpochs(journal: HeldRecords): Promise<readonly Anchor[]> {
  const anchors: Anchor[] = [];
  for (const { epoch } of journal.epochs) {
    const [first] = await journal.read(epoch, 1, 1, 0);
    const envelope = first?.kind === 'record' && first.seq === 1 ? decodeEnvelope(first.bytes) : null;
    const known = envelope?.ok ? interpretRecord(envelope.value) : null;
    if (!known?.ok || known.value?.type !== 'epoch-begun' || known.value.data.previous === null) continue;
    const { epoch: before, tip } = known.value.data.previous;
    anchors.push({ epoch: before, ...tip });
  }
  return anchors;
}

function differs(ours: Hash | null, theirs: Hash): boolean {
  return ours !== null && ours !== theirs;
}
