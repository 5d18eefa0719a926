import { handshakeRequestSchema } from '@pingjia/shared';
import type { ServerKeys } from '../../keys/server-keys.ts';
import type { DeviceIdentity } from '../../store/devices.ts';
import { parseJson } from '../../platform/json.ts';
import { certifiedDevice, readCertificate } from './certificate.ts';

/**
 * The device as its enrollment certificate in a handshake's body proves it: for a database restored from before the
 * enrollment. Null without a valid certificate. Whether it was revoked since, the revocation log knows.
 */
export function reinstate(keys: ServerKeys, deviceId: string, handshake: Uint8Array): DeviceIdentity | null {
  const body = handshakeRequestSchema.safeParse(parseJson(handshake));
  if (!body.success) return null;
  const certificate = readCertificate(keys.signing, body.data.certificate);
  if (certificate === null || certificate.device !== deviceId) return null;
  return certifiedDevice(certificate);
}
