import { deviceKeyProof, err, fault, ok, type Result, type SignedStatement } from '@pingjia/shared';
import type { SyncContext } from '../../app-context.ts';
import { importPublicKey, verifyEd25519 } from '../../keys/ed25519.ts';
import type { DeviceIdentity } from '../../store/devices.ts';
import { issueCertificate } from '../enrollment/certificate.ts';

/** Milliseconds by the server's clock after which a device is asked to take a new key. */
export const deviceKeyLifetime = 365 * 24 * 3_600_000;

/**
 * Gives `device`, which signed the request, a new key; the old one signs nothing more from then on. The same key again gets
 * its certificate again, so that a lost answer locks nobody out. Errors: ENROLLMENT_PROOF_INVALID, SIGNATURE_INVALID.
 */
export async function renewKey(
  { store, keys, clock, live }: SyncContext,
  device: DeviceIdentity,
  { publicKey, proof }: { readonly publicKey: string; readonly proof: string },
): Promise<Result<{ certificate: SignedStatement }>> {
  const { deviceId } = device;
  const key = importPublicKey(publicKey);
  const text = Buffer.from(deviceKeyProof(deviceId, publicKey));
  if (key === null || !verifyEd25519(key, text, Buffer.from(proof, 'base64url')))
    return err(fault('ENROLLMENT_PROOF_INVALID', 'proof'));
  if (publicKey === device.publicKey) return ok({ certificate: issueCertificate(keys.signing, device) });
  const renewed = { ...device, publicKey, keyNumber: device.keyNumber + 1 };
  if (!(await store.replaceKey(deviceId, renewed, clock.wall())))
    return err(fault('SIGNATURE_INVALID', 'the device has another key by now'));
  keys.deviceKeys.append(deviceId, renewed);
  live.publish({ kind: 'device', deviceId });
  return ok({ certificate: issueCertificate(keys.signing, renewed) });
}
