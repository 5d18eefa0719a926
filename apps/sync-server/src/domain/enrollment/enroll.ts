import {
  type Certificate,
  type EnrollmentRequest,
  type EnrollmentResponse,
  err,
  fault,
  ok,
  type Result,
} from '@pingjia/shared';
import type { AppContext } from '../../app-context.ts';
import { consumeCode } from '../../store/enrollment-codes.ts';
import { toMilliseconds } from '../../store/timestamp.ts';
import { importPublicKey } from '../../keys/ed25519.ts';
import { checkForm, checkSignature, type DeviceRequest } from '../device-auth/signed-request.ts';
import { isFresh } from '../freshness/nonce.ts';
import { hashEnrollmentCode } from './enrollment-code.ts';

/**
 * Enrolls the holder of the key that signed the request. The same key with the same code gets the same answer again, so a
 * lost answer costs no code. Errors: ENROLLMENT_PROOF_INVALID, ENROLLMENT_CODE_INVALID and those of a device request.
 */
export async function enroll(
  { db, keys, clock, random, live }: AppContext,
  request: DeviceRequest,
  { code, publicKey }: EnrollmentRequest,
): Promise<Result<EnrollmentResponse>> {
  const form = checkForm(request);
  if (form !== null && !form.ok) return form;
  const key = importPublicKey(publicKey);
  if (key === null) return err(fault('ENROLLMENT_PROOF_INVALID', 'publicKey'));
  const verified = await checkSignature(request, (keyId) =>
    keyId === publicKey ? ok(key) : err(fault('ENROLLMENT_PROOF_INVALID', 'the key id is not the public key')),
  );
  if (!verified.ok) {
    return verified.error.code === 'SIGNATURE_INVALID'
      ? err(fault('ENROLLMENT_PROOF_INVALID', verified.error.detail))
      : verified;
  }
  if (!isFresh(keys.nonceSecret, clock.wall(), verified.value.nonce)) return err(fault('NONCE_STALE'));
  const codeHash = hashEnrollmentCode(code);
  const device = codeHash === null ? null : await consumeCode(db, codeHash, publicKey, random.uuid(), clock.wall());
  if (device === null || keys.revocations.has(device.device_id)) return err(fault('ENROLLMENT_CODE_INVALID'));
  live.publish({ kind: 'device', deviceId: device.device_id });
  const certificate: Certificate = {
    device: device.device_id,
    publicKey,
    siteId: device.site_id,
    windowId: device.window_id,
    issuedAt: toMilliseconds(device.enrolled_at),
  };
  const { keyId, publicKey: serverKey } = keys.signing;
  return ok({
    device: device.device_id,
    certificate: keys.signing.sign(certificate),
    serverKey: { keyId, publicKey: serverKey },
  });
}
