import { type Hash, type HandshakeRequest, type HandshakeResponse, noConfiguration } from '@pingjia/shared';
import type { AppContext } from '../../app-context.ts';
import { type DeviceIdentity, storeDevice } from '../../store/devices.ts';
import { claimEpochs } from '../../store/epoch-heads.ts';
import { findEpochs, findHashes } from '../../store/epoch-tips.ts';
import type { EpochRow } from '../../store/schema.ts';
import { buildConfiguration } from '../configuration/build-configuration.ts';
import { signReceipt } from '../receipts/sign-receipt.ts';

/** Compares what the device has with what is held; from it the device knows what to send. Reinstates it if need be. */
export async function answerHandshake(
  context: AppContext,
  device: DeviceIdentity,
  request: HandshakeRequest,
): Promise<HandshakeResponse> {
  const { db, ingest, live } = context;
  const { deviceId } = device;
  if (!device.stored) {
    await storeDevice(db, device);
    live.publish({ kind: 'device', deviceId });
  }
  const written = request.epochs.filter(({ tip }) => tip.seq > 0).map(({ epoch, tip }) => ({ epoch, seq: tip.seq }));
  if (written.length > 0) await claimEpochs(ingest, deviceId, newestOf(written));
  const held = await findEpochs(
    db,
    deviceId,
    request.epochs.map(({ epoch }) => epoch),
  );
  const heads = await Promise.all(
    request.epochs.map(async ({ epoch, tip }) => {
      const row = held.get(epoch);
      return {
        epoch,
        receipt: row === undefined ? null : signReceipt(context.keys.signing, receiptOf(row)),
        hashAtTip: row === undefined ? null : await hashAt(context, row, tip.seq),
      };
    }),
  );
  const configuration = await buildConfiguration(db, device);
  return { heads, configurationVersion: configuration?.version ?? noConfiguration };
}

async function hashAt({ db }: AppContext, row: EpochRow, seq: number): Promise<Hash | null> {
  if (seq === row.watermark_seq) return toHash(row.watermark_hash);
  if (seq < 1 || seq > row.watermark_seq) return null;
  return toHash((await findHashes(db, row.device_id, row.epoch, [seq])).get(seq) ?? null);
}

function receiptOf(row: EpochRow) {
  const hash = row.watermark_hash.toString('base64url') as Hash;
  return { device: row.device_id, epoch: row.epoch, watermark: { seq: row.watermark_seq, hash } };
}

function toHash(bytes: Buffer | null): Hash | null {
  return bytes === null ? null : (bytes.toString('base64url') as Hash);
}

/** One claim an epoch: a statement may not touch the same row twice. */
function newestOf(claims: readonly { readonly epoch: string; readonly seq: number }[]) {
  const newest = new Map<string, number>();
  for (const { epoch, seq } of claims) newest.set(epoch, Math.max(seq, newest.get(epoch) ?? 0));
  return [...newest].map(([epoch, seq]) => ({ epoch, seq }));
}
