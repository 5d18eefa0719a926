import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import {
  batchLimits,
  type BundleOpening,
  type BundleScope,
  chainStart,
  encodeBatch,
  err,
  fault,
  ok,
  type Position,
  type RandomSource,
  type Result,
  type SealingKey,
  type SignedStatement,
} from '@pingjia/shared';
import type { Sealer } from '@pingjia/shared/seal';
import type { AttachmentStore } from '../attachments/attachment-store.ts';
import type { Journal } from '../journal/journal.ts';
import { buildBatch } from '../sync/batch-builder.ts';
import { BundlePart, type PartTools } from './bundle-part.ts';
import type { BundleTarget, TargetFile } from './bundle-target.ts';
import { targetFault } from './target-fault.ts';

const compress = promisify(gzip);

export interface BundleExport {
  readonly journal: Pick<Journal, 'epochs' | 'read'>;
  readonly device: string;
  readonly certificate: SignedStatement;
  /** What the server is known to hold of an epoch, as its receipt says; null: nothing. */
  readonly held: (epoch: string) => Position | null;
  readonly sealingKey: SealingKey;
  /** Files that records name, sealed already. */
  readonly attachments: Pick<AttachmentStore, 'all' | 'unconfirmed' | 'read'>;
  readonly sealer: Pick<Sealer, 'seal'>;
  readonly tools: PartTools;
  readonly random: RandomSource;
  readonly target: BundleTarget;
  readonly scope: BundleScope;
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
 * back. An interrupted export is taken up where it stopped. Errors: BUNDLE_TARGET_UNUSABLE, _FULL, _GONE.
 */
export async function exportBundle(options: BundleExport): Promise<Result<ExportedBundle>> {
  const { attachments: stored, scope } = options;
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
    const part = left ?? (await BundlePart.begin(file, options.tools, opening));
    await fill(options, part, goals, missing);
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
    return ok({ name: whole, records, bytes: part.bytes, resumed: left !== null });
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

/** How far each epoch went when the export began; what is pressed meanwhile is for the next one. */
function goalsOf({ journal, scope, held }: BundleExport): readonly Goal[] {
  return journal.epochs
    .map(({ epoch, tip }) => ({ epoch, tip, from: (scope === 'unsent' ? held(epoch) : null) ?? chainStart }))
    .filter(({ from, tip }) => from.seq < tip.seq);
}

async function fill(options: BundleExport, part: BundlePart, goals: readonly Goal[], of: number): Promise<void> {
  const { journal, device, sealer, sealingKey, onProgress } = options;
  let written = 0;
  for (const { epoch, from, tip } of goals) {
    let after = part.positionOf(epoch) ?? from;
    written += Math.max(0, after.seq - from.seq);
    let limit: number = batchLimits.records;
    while (after.seq < tip.seq) {
      const batch = await buildBatch(journal, device, epoch, after, Math.min(limit, tip.seq - after.seq));
      if (batch === null) break;
      const body = await compress(encodeBatch(batch), { level: 9 });
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
