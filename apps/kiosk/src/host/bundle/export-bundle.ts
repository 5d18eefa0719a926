import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import {
  type Batch,
  batchLimits,
  type BundleOpening,
  type BundleScope,
  chainStart,
  encodeBatch,
  err,
  fault,
  noHash,
  ok,
  type Position,
  type RandomSource,
  type Result,
  type SealingKey,
  type SignedStatement,
} from '@pingjia/shared';
import type { Sealer } from '@pingjia/shared/seal';
import type { AttachmentStore } from '../attachments/attachment-store.ts';
import { diskFault } from '../journal/disk-fault.ts';
import type { Journal } from '../journal/journal.ts';
import { buildBatch } from '../sync/batch-builder.ts';
import type { Compress } from '../sync/server-link.ts';
import { BundlePart, type PartTools } from './bundle-part.ts';
import type { BundleTarget, TargetFile } from './bundle-target.ts';
import { targetFault } from './target-fault.ts';

const gzipAsync = promisify(gzip);
const compressGzip: Compress = (bytes) => gzipAsync(bytes, { level: 9 });

export interface BundleExport {
  readonly journal: Pick<Journal, 'epochs' | 'read' | 'hashAt' | 'care'>;
  readonly device: string;
  readonly certificate: SignedStatement;
  /** What the server is known to hold of an epoch, as its receipt says; null: nothing. */
  readonly held: (epoch: string) => Position | null;
  readonly branches: {
    /** Whether the epoch's own branch lives on in others: the server has another one. */
    isLeft(epoch: string): boolean;
    /** As LeftBranches.carryLost. */
    carryLost(): Promise<Result<number>>;
  };
  readonly sealingKey: SealingKey;
  /** Files that records name, sealed already. */
  readonly attachments: Pick<AttachmentStore, 'all' | 'unconfirmed' | 'read'>;
  readonly sealer: Pick<Sealer, 'seal'>;
  readonly tools: PartTools;
  readonly random: RandomSource;
  readonly target: BundleTarget;
  readonly scope: BundleScope;
  /** How batches are packed; gzip unless told. */
  readonly compress?: Compress | undefined;
  /** Told after each batch: records written so far, of how many. */
  readonly onProgress?: (written: number, of: number) => void;
}

export interface ExportedBundle {
  /** Name of the file in the target's folder; null where there was nothing to export, and none was written. */
  readonly name: string | null;
  readonly records: number;
  readonly bytes: number;
  /** Whether an earlier, interrupted export was taken up. */
  readonly resumed: boolean;
}

/**
 * Writes what the server lacks (or all) to a stick as one bundle: under a `.part` name until it is whole, synced and read
 * back. An interrupted export is taken up where it stopped. Errors: BUNDLE_TARGET_UNUSABLE, _FULL, _GONE; the journal's.
 */
export async function exportBundle(options: BundleExport): Promise<Result<ExportedBundle>> {
  const { attachments: stored, scope, branches } = options;
  // Whether the journal takes it or not: what there is can be carried.
  await branches.carryLost();
  const goals = goalsOf(options);
  const missing = goals.reduce((sum, { from, tip }) => sum + tip.seq - from.seq, 0);
  let file: TargetFile | null = null;
  let begun = false;
  try {
    const names = await options.target.list();
    const attachments = scope === 'all' ? await stored.all() : stored.unconfirmed;
    if (missing === 0 && attachments.length === 0) return ok({ name: null, records: 0, bytes: 0, resumed: false });
    const name = names.find((found) => partName(options.device).test(found)) ?? newName(options);
    file = await options.target.open(name);
    begun = true;
    const opening = openingOf(options);
    const left = await BundlePart.resume(file, options.tools, (found) => isOurs(found, opening));
    const goesOn = left !== null && leavesOutNone(left, goals) && (await isOfBranch(options.journal, left, goals));
    const part = goesOn ? left : await BundlePart.begin(file, options.tools, opening);
    const filled = await fill(options, part, goals, missing);
    if (!filled.ok) return filled;
    // Carriers among what was found to have rotted.
    const carried = await branches.carryLost();
    const again = carried.ok && carried.value > 0 ? await fill(options, part, goalsOf(options), missing) : filled;
    if (!again.ok) return again;
    for (const hash of attachments) {
      const sealed = part.holds(hash) ? null : await stored.read(hash);
      // One that is gone or rotted is missed at the server, which names it as missing.
      if (sealed !== null) await part.add({ kind: 'attachment', hash }, sealed);
    }
    await part.add({ kind: 'closing', batches: part.batches.length }, new Uint8Array());
    await part.sync();
    if (!(await part.isSound())) return err(fault('BUNDLE_TARGET_GONE', 'what was read back is not what was written'));
    const records = part.batches.reduce((sum, { from, to }) => sum + to - from + 1, 0);
    await file.close();
    file = null;
    const whole = name.slice(0, -'.part'.length);
    await options.target.rename(name, whole);
    return ok({ name: whole, records, bytes: part.bytes, resumed: part === left });
  } catch (error) {
    return err(targetFault(error, begun));
  } finally {
    await file?.close().catch(() => undefined);
  }
}

interface Goal {
  readonly epoch: string;
  readonly from: Position;
  readonly tip: Position;
}

/** Whether what is in the part begins no later than what is wanted now: the server may have gone back since. */
function leavesOutNone(part: BundlePart, goals: readonly Goal[]): boolean {
  const firstOf = (epoch: string) => part.batches.find((batch) => batch.epoch === epoch)?.from ?? 1;
  return goals.every(({ epoch, from }) => firstOf(epoch) <= from.seq + 1);
}

/** Whether what is in the part is this journal's: its folder may have been put back to an older image since. */
async function isOfBranch(
  journal: BundleExport['journal'],
  part: BundlePart,
  goals: readonly Goal[],
): Promise<boolean> {
  for (const { epoch, tip } of goals) {
    const end = part.positionOf(epoch);
    if (end === null) continue;
    const ours = end.seq > tip.seq ? noHash : await journal.hashAt(epoch, end.seq).catch(() => null);
    if (ours !== null && ours !== end.hash) return false;
  }
  return true;
}

/** How far each epoch went when the export began; what is pressed meanwhile is for the next one. */
function goalsOf({ journal, scope, held, branches }: BundleExport): readonly Goal[] {
  return journal.epochs
    .filter(({ epoch }) => scope === 'all' || !branches.isLeft(epoch))
    .map(({ epoch, tip, pruned }) => {
      const sent = (scope === 'unsent' ? held(epoch) : null) ?? chainStart;
      // What was dropped on purpose cannot be carried any more; the server had it.
      return { epoch, tip, from: sent.seq < pruned.seq ? pruned : sent };
    })
    .filter(({ from, tip }) => from.seq < tip.seq);
}

/** Errors: the journal's. Throws the stick's. */
async function fill(
  options: BundleExport,
  part: BundlePart,
  goals: readonly Goal[],
  of: number,
): Promise<Result<void>> {
  const { journal, device, sealer, sealingKey, onProgress, compress = compressGzip } = options;
  let written = 0;
  for (const { epoch, from, tip } of goals) {
    let after = part.positionOf(epoch) ?? from;
    written += Math.max(0, after.seq - from.seq);
    let limit: number = batchLimits.records;
    while (after.seq < tip.seq) {
      const next = await nextBatch(journal, device, epoch, after, Math.min(limit, tip.seq - after.seq));
      if (!next.ok) return next;
      const batch = next.value;
      const body = await compress(encodeBatch(batch));
      if (body.length > batchLimits.compressedBytes && batch.items.length > 1) {
        limit = Math.ceil(batch.items.length / 2);
        continue;
      }
      const { from: first, to, tip: hash } = batch.header;
      await part.add({ kind: 'batch', epoch, from: first, to, tip: hash }, sealer.seal(body, sealingKey.publicKey));
      written += to - after.seq;
      after = { seq: to, hash };
      onProgress?.(written, of);
    }
  }
  return ok();
}

/** The batch behind `after`. What cannot be read any more becomes a hole once it is searched for, and a hole can be carried. */
async function nextBatch(
  journal: BundleExport['journal'],
  ...what: [device: string, epoch: string, after: Position, limit: number]
): Promise<Result<Batch>> {
  try {
    const batch = await buildBatch(journal, ...what);
    if (batch !== null) return ok(batch);
    const verified = await journal.care.verify(() => Promise.resolve());
    if (!verified.ok) return verified;
    const found = await buildBatch(journal, ...what);
    return found === null ? err(fault('JOURNAL_DAMAGED', `nothing after ${what[2].seq} can be read`)) : ok(found);
  } catch (error) {
    return err(diskFault(error));
  }
}

function openingOf({ device, certificate, scope, sealingKey, random }: BundleExport) {
  return { kind: 'opening', bundle: random.uuid(), device, scope, certificate, sealedTo: sealingKey.keyId } as const;
}

/** Whether an interrupted bundle can go on as the one that is wanted now. */
function isOurs(found: BundleOpening, wanted: ReturnType<typeof openingOf>): boolean {
  return found.device === wanted.device && found.scope === wanted.scope && found.sealedTo === wanted.sealedTo;
}

/** Other pads' bundles on the same stick are left alone. */
function partName(device: string): RegExp {
  return new RegExp(`^pingjia-${device.slice(0, 8)}-[0-9a-f]{8}\\.pjb\\.part$`);
}

function newName({ device, random }: BundleExport): string {
  return `pingjia-${device.slice(0, 8)}-${random.uuid().slice(0, 8)}.pjb.part`;
}
