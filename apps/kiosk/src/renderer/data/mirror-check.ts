import type { Rebuilt } from './journal-source.ts';
import type { MirrorReader } from './mirror-reader.ts';
import type { CountedCheckpoint } from './pull-records.ts';
import { allSound } from './text-hash.ts';

/** Records verified at a time. */
const chunk = 200;

/**
 * Whether what replication remembers agrees with what the mirror holds. Records beyond the checkpoint are no damage:
 * the power may fail between a record and its checkpoint. Gaps are none either: a journal may have lost records that
 * nobody can copy.
 */
export async function checkCheckpoint(reader: MirrorReader, checkpoint: CountedCheckpoint | null): Promise<Rebuilt> {
  const records = await reader.count();
  if (checkpoint === null) return records === 0 ? 'no' : 'short';
  if (records < checkpoint.records) return 'short';
  const record = await reader.find(checkpoint.epoch, checkpoint.seq);
  if (record === null) return 'short';
  return record.hash === checkpoint.hash ? 'no' : 'different';
}

/** Reads every text against its hash, a chunk at each idle moment, until `isOver`. False once one disagrees. */
export async function verifyTexts(
  reader: MirrorReader,
  idle: () => Promise<void>,
  isOver: () => boolean,
): Promise<boolean> {
  let ordinal = 0;
  while (!isOver()) {
    await idle();
    if (isOver()) break;
    const records = await reader.after(ordinal, chunk);
    if (!(await allSound(records))) return false;
    if (records.length < chunk) break;
    ordinal = records.at(-1)?.ordinal ?? ordinal;
  }
  return true;
}
