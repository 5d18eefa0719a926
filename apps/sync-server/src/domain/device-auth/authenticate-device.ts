import { err, fault, ok, type Result } from '@pingjia/shared';
import type { SyncContext } from '../../app-context.ts';
import { importPublicKey } from '../../keys/ed25519.ts';
import type { DeviceIdentity } from '../../store/devices.ts';
import { isFresh } from '../freshness/nonce.ts';
import { reinstate } from '../enrollment/reinstate.ts';
import { isRevoked, withNewestKey } from './newest-key.ts';
import { checkForm, checkHead, checkSignature, type DeviceHead, type DeviceRequest } from './signed-request.ts';

/**
 * Who sent `request`, which must be the device that its path names. Errors: PROTOCOL_MISSING, CLIENT_TOO_OLD,
 * SERVER_TOO_OLD, SIGNATURE_MISSING, CONTENT_DIGEST_MISMATCH, DEVICE_UNKNOWN, SIGNATURE_INVALID, DEVICE_REVOKED, NONCE_STALE.
 */
export async function authenticateDevice(
  context: SyncContext,
  deviceId: string,
  request: DeviceRequest,
  mayReinstate: boolean,
): Promise<Result<DeviceIdentity>> {
  const { store, keys } = context;
  const form = checkForm(request);
  if (form !== null && !form.ok) return form;
  const known = await store.findDevice(deviceId);
  const found = known ?? (mayReinstate ? reinstate(keys, deviceId, request.body) : null);
  return judge(context, deviceId, request, found);
}

/**
 * The same for a device that is known here, before its body has arrived: the signature covers the body's digest, so whether
 * the device announced this body can be told. What arrives still has to have that digest.
 */
export async function authenticateHead(
  context: SyncContext,
  deviceId: string,
  head: DeviceHead,
): Promise<Result<DeviceIdentity>> {
  const form = checkHead(head);
  if (form !== null && !form.ok) return form;
  return judge(context, deviceId, head, await context.store.findDevice(deviceId));
}

async function judge(
  { store, keys, clock }: SyncContext,
  deviceId: string,
  head: DeviceHead,
  found: DeviceIdentity | null,
): Promise<Result<DeviceIdentity>> {
  const claimed = found === null ? null : withNewestKey(keys, found);
  const key = claimed === null ? null : importPublicKey(claimed.publicKey);
  if (claimed === null || key === null) return err(fault('DEVICE_UNKNOWN'));
  const verified = await checkSignature(head, (keyId) =>
    keyId === deviceId ? ok(key) : err(fault('SIGNATURE_INVALID', 'the key id is not the device of the path')),
  );
  if (!verified.ok) return verified;
  if (isRevoked(keys, claimed)) return err(fault('DEVICE_REVOKED'));
  if (!isFresh(keys.nonceSecret, clock.wall(), verified.value.nonce)) return err(fault('NONCE_STALE'));
  if (claimed.stored && claimed !== found) await store.replaceKey(deviceId, claimed, clock.wall());
  return ok(claimed);
}
