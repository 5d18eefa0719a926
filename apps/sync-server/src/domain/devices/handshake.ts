import {
  type Hash,
  type HandshakeRequest,
  type HandshakeResponse,
  maxLackedAttachments,
  noConfiguration,
} from '@pingjia/shared';
import type { SyncContext } from '../../app-context.ts';
import type { DeviceIdentity } from '../../store/devices.ts';
import type { EpochRow } from '../../store/schema.ts';
import { buildConfiguration } from '../configuration/build-configuration.ts';
import { noteClock } from '../clocks/note-clock.ts';
import { signReceipt } from '../receipts/sign-receipt.ts';
import { deviceKeyLifetime } from '../device-keys/renew-key.ts';
import { declarePruned } from './declare-pruned.ts';

/** Compares what the device has with what is held; from it the device knows what to send. Reinstates it if need be. */
export async function answerHandshake(
  context: SyncContext,
  device: DeviceIdentity,
  request: HandshakeRequest,
): Promise<HandshakeResponse> {
  const { store, live } = context;
  const { deviceId } = device;
  if (!device.stored) {
    await store.storeDevice(device);
    live.publish({ kind: 'device', deviceId });
  }
  if (request.clock !== undefined) await noteClock(context, deviceId, request.clock);
  const written = request.epochs.filter(({ tip }) => tip.seq > 0).map(({ epoch, tip }) => ({ epoch, seq: tip.seq }));
  if (written.length > 0) await store.claimEpochs(deviceId, newestOf(written));
  const listed = request.epochs.map(({ epoch }) => epoch);
  const before = await store.findEpochs(deviceId, listed);
  const declared = await declarePruned(context, deviceId, request.epochs, before);
  const held = declared ? await store.findEpochs(deviceId, listed) : before;
  const missing = await store.missingRuns(deviceId);
  const heads = await Promise.all(
    request.epochs.map(async ({ epoch, tip }) => {
      const row = held.get(epoch);
      return {
        epoch,
        receipt: row === undefined ? null : signReceipt(context.keys.signing, receiptOf(row), row.moved_at),
        hashAtTip: row === undefined ? null : await hashAt(context, row, tip.seq),
        missing: [...(missing.get(epoch) ?? [])],
      };
    }),
  );
  const configuration = await buildConfiguration(store, device);
  return {
    heads,
    configurationVersion: configuration?.version ?? noConfiguration,
    serverTime: Math.round(context.clock.wall()),
    serverKeys: request.serverKeyId === undefined ? [] : [...context.keys.chain.after(request.serverKeyId)],
    renewKey: context.clock.wall() - device.keySince > deviceKeyLifetime,
    sealingKey: context.keys.sealing.current,
    lacksAttachments: [...(await store.lackedAttachments(deviceId, maxLackedAttachments))],
  };
}

async function hashAt({ store }: SyncContext, row: EpochRow, seq: number): Promise<Hash | null> {
  if (seq === row.watermark_seq) return toHash(row.watermark_hash);
  if (seq < 1 || seq > row.watermark_seq) return null;
  return toHash((await store.findHashes(row.device_id, row.epoch, [seq])).get(seq) ?? null);
}

function receiptOf(row: EpochRow) {
  const hash = row.watermark_hash.toString('base64url') as Hash;
  return { device: row.device_id, epoch: row.epoch, watermark: { seq: row.watermark_seq, hash } };
}

function toHash(bytes: Buffer | null): Hash | null {
  return bytes === null ? null : (bytes.toString('base64url') as Hash);
}

/** One claim an epoch: a statement may not touch the same row twice. In one order: two handshakes at once wait, and never for each other. */
function newestOf(claims: readonly { readonly epoch: string; readonly seq: number }[]) {
  const newest = new Map<string, number>();
  for (const { epoch, seq } of claims) newest.set(epoch, Math.max(seq, newest.get(epoch) ?? 0));
  return Array.from(newest, ([epoch, seq]) => ({ epoch, seq })).sort((a, b) => (a.epoch < b.epoch ? -1 : 1));
}
