import { type EnrollmentRequest, type EnrollmentResponse, err, fault, ok, type Result } from '@pingjia/shared';
import type { SyncContext } from '../../app-context.ts';
import { toIdentity } from '../../store/devices.ts';
import { importPublicKey } from '../../keys/ed25519.ts';
import { checkForm, checkSignature, type DeviceRequest } from '../device-auth/signed-request.ts';
import { isRevoked, withNewestKey } from '../device-auth/newest-key.ts';
import { isFresh } from '../freshness/nonce.ts';
import { issueCertificate } from './certificate.ts';
import { hashEnrollmentCode } from './enrollment-code.ts';

/**
 * Enrolls the holder of the key that signed the request. The same key with the same code gets the same answer again, so a
 * lost answer costs no code. What was used is noted outside the database, too. Errors: ENROLLMENT_PROOF_INVALID, ENROLLMENT_CODE_INVALID and those of a device request.
 */
export async function enroll(
  { store, keys, clock, random, live }: SyncContext,
  request: DeviceRequest,
  { code, publicKey, device: former }: EnrollmentRequest,
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
  const refusal = err(fault('ENROLLMENT_CODE_INVALID', former));
  if (codeHash === null || keys.usedCodes.usedByOther(codeHash, publicKey)) return refusal;
  const newestNumber = (deviceId: string) => keys.deviceKeys.newest(deviceId)?.keyNumber ?? 0;
  const row = await store.consumeCode(codeHash, publicKey, random.uuid(), clock.wall(), newestNumber, former);
  if (row === null) return refusal;
  const device = toIdentity(row);
  keys.usedCodes.append(codeHash, publicKey);
  if (device.keyNumber > newestNumber(device.deviceId) && device.keyNumber > 1)
    keys.deviceKeys.append(device.deviceId, device);
  if (isRevoked(keys, withNewestKey(keys, device))) return refusal;
  live.publish({ kind: 'device', deviceId: device.deviceId });
  const { keyId, publicKey: serverKey } = keys.signing;
  return ok({
    device: device.deviceId,
    certificate: issueCertificate(keys.signing, device),
    serverKey: { keyId, publicKey: serverKey },
    sealingKey: keys.sealing.current,
  });
}
