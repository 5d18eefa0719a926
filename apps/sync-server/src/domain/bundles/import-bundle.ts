import { nodeSha256 } from '@pingjia/node-platform';
import {
  type BundleBatchHeader,
  type BundleFrame,
  type BundleOpening,
  BundleReader,
  type BundleReport,
  type Fault,
  type LackingRun,
  err,
  fault,
  ok,
  type Result,
  type SignedStatement,
} from '@pingjia/shared';
import type { KeyObject } from 'node:crypto';
import type { SyncContext } from '../../app-context.ts';
import { importPublicKey, verifyEd25519 } from '../../keys/ed25519.ts';
import { takeAttachment } from '../attachments/take-attachment.ts';
import { acceptBatch } from '../ingest/accept-batch.ts';
import { branchReceipts } from './branch-receipts.ts';
import { findSender, keepSender } from './bundle-sender.ts';

/** Runs that one answer names as lacking. */
const mostLacking = 10_000;

type BatchReport = BundleReport['batches'][number];

interface Import {
  readonly opening: BundleOpening;
  readonly key: KeyObject;
  readonly batches: BatchReport[];
  readonly receipts: Map<string, SignedStatement>;
  readonly attachmentReceipts: SignedStatement[];
  readonly branches: Map<string, readonly SignedStatement[]>;
}

/**
 * Takes a bundle in, frame by frame as it arrives, each batch in its own transaction: what came whole before a cut or a
 * change counts, and the same bundle again changes nothing. A bundle that cannot even be begun is an error: BUNDLE_MALFORMED,
 * BUNDLE_VERSION_UNKNOWN, BUNDLE_TAMPERED, BUNDLE_SIGNER_UNKNOWN, BUNDLE_FOREIGN_SERVER, BUNDLE_CUT_SHORT, DEVICE_UNKNOWN, DEVICE_REVOKED.
 * `accept` takes a batch as it was packed.
 */
export async function importBundle(
  context: SyncContext,
  chunks: AsyncIterable<Uint8Array>,
  accept: typeof acceptBatch = acceptBatch,
): Promise<Result<BundleReport>> {
  const reader = new BundleReader(nodeSha256);
  let begun: Import | null = null;
  for await (const chunk of chunks) {
    const frames = reader.push(chunk);
    for (const frame of frames.ok ? frames.value : reader.sound) {
      if (begun === null) {
        const opened = await open(context, frame);
        if (!opened.ok) return opened;
        begun = opened.value;
        continue;
      }
      const stopped = await take(context, begun, frame, accept);
      if (stopped !== null) return ok(await report(context, begun, false, stopped));
    }
    if (!frames.ok) return begun === null ? frames : ok(await report(context, begun, false, frames.error));
  }
  if (begun === null) return err(fault('BUNDLE_CUT_SHORT', 'it ends before it says whose it is'));
  if (reader.isClosed) return ok(await report(context, begun, true, null));
  return ok(await report(context, begun, false, fault('BUNDLE_CUT_SHORT', `after ${begun.batches.length} batches`)));
}

async function open(context: SyncContext, frame: BundleFrame): Promise<Result<Import>> {
  const { header } = frame;
  if (header.kind !== 'opening') return err(fault('BUNDLE_MALFORMED', 'no opening'));
  const sender = await findSender(context, header);
  if (!sender.ok) return sender;
  const key = importPublicKey(sender.value.publicKey);
  if (key === null || !verifyEd25519(key, frame.signedBytes, frame.signature)) {
    return err(fault('BUNDLE_SIGNER_UNKNOWN'));
  }
  await keepSender(context, sender.value);
  return ok({ opening: header, key, batches: [], receipts: new Map(), attachmentReceipts: [], branches: new Map() });
}

/** Why the import cannot go on; null where it can. */
async function take(
  context: SyncContext,
  into: Import,
  frame: BundleFrame,
  accept: typeof acceptBatch,
): Promise<Fault | null> {
  const { header, body } = frame;
  const at = `frame ${header.index}`;
  if (!verifyEd25519(into.key, frame.signedBytes, frame.signature)) {
    return fault('BUNDLE_TAMPERED', `${at} is not signed by the device`);
  }
  if (header.kind === 'attachment') {
    const taken = await takeAttachment(context, header.device, header.hash, body);
    if (taken.ok) into.attachmentReceipts.push(taken.value);
    return null;
  }
  if (header.kind !== 'batch') return null;
  const opened = context.keys.sealing.open(into.opening.sealedTo, body);
  if (opened === null) return fault('BUNDLE_TAMPERED', `${at} cannot be opened`);
  const answer = await accept(context, header.device, opened);
  if (answer.ok) into.receipts.set(header.epoch, answer.value.receipt);
  else if (answer.error.code === 'EPOCH_FORKED' && !into.branches.has(header.epoch))
    into.branches.set(header.epoch, await branchReceipts(context, header, answer.error));
  into.batches.push(batchReport(header, answer));
  // What is wrong with one epoch says nothing about the next; a revoked device says it for all.
  return !answer.ok && ['DEVICE_REVOKED', 'DEVICE_UNKNOWN'].includes(answer.error.code) ? answer.error : null;
}

function batchReport(
  { epoch, from, to }: BundleBatchHeader,
  answer: Awaited<ReturnType<typeof acceptBatch>>,
): BatchReport {
  if (!answer.ok) return { epoch, from, to, accepted: 0, quarantined: [], fault: answer.error };
  const { accepted, quarantined } = answer.value;
  return { epoch, from, to, accepted, quarantined, fault: null };
}

async function report(
  { store }: SyncContext,
  { opening, batches, receipts, attachmentReceipts, branches }: Import,
  complete: boolean,
  stopped: Fault | null,
): Promise<BundleReport> {
  return {
    bundle: opening.bundle,
    device: opening.device,
    batches,
    accepted: batches.reduce((sum, { accepted }) => sum + accepted, 0),
    complete,
    fault: stopped,
    receipts: [...receipts.values()],
    attachmentReceipts,
    branches: [...branches.values()].flat(),
    lacking: (await lackingRuns(store, opening.device)).slice(0, mostLacking),
  };
}

async function lackingRuns(store: SyncContext['store'], device: string): Promise<readonly LackingRun[]> {
  const missing = await store.missingRuns(device);
  return [...missing].flatMap(([epoch, runs]) => runs.map((run) => ({ epoch, ...run })));
}
