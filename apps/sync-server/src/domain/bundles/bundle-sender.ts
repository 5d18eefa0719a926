import { type BundleOpening, err, fault, ok, type Result } from '@pingjia/shared';
import type { SyncContext } from '../../app-context.ts';
import { importPublicKey } from '../../keys/ed25519.ts';
import type { DeviceIdentity } from '../../store/devices.ts';
import { isRevoked, withNewestKey } from '../device-auth/newest-key.ts';
import { certifiedDevice, readCertificate } from '../enrollment/certificate.ts';

/**
 * Whose bundle begins like this: a device known here, or one that its certificate reinstates. Nothing about the bundle is
 * verified yet. Errors: DEVICE_UNKNOWN, DEVICE_REVOKED, BUNDLE_FOREIGN_SERVER.
 */
export async function findSender(
  { store, keys }: Pick<SyncContext, 'store' | 'keys'>,
  { device, certificate, sealedTo }: BundleOpening,
): Promise<Result<DeviceIdentity>> {
  if (!keys.sealing.has(sealedTo)) return err(fault('BUNDLE_FOREIGN_SERVER'));
  const known = await store.findDevice(device);
  const claimed = known ?? reinstated(readCertificate(keys.signing, certificate), device);
  const sender = claimed === null ? null : withNewestKey(keys, claimed);
  if (sender === null || importPublicKey(sender.publicKey) === null) return err(fault('DEVICE_UNKNOWN', device));
  if (isRevoked(keys, sender)) return err(fault('DEVICE_REVOKED', device));
  return ok(sender);
}

/** Stores a sender that only its certificate proved, or the key that a restored database had forgotten. */
export async function keepSender(
  { store, live, clock }: Pick<SyncContext, 'store' | 'live' | 'clock'>,
  sender: DeviceIdentity,
): Promise<void> {
  if (sender.stored) return void (await store.replaceKey(sender.deviceId, sender, clock.wall()));
  await store.storeDevice(sender);
  live.publish({ kind: 'device', deviceId: sender.deviceId });
}

function reinstated(certificate: ReturnType<typeof readCertificate>, device: string): DeviceIdentity | null {
  if (certificate?.device !== device) return null;
  return certifiedDevice(certificate);
}
