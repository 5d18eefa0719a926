import { type Certificate, certificateSchema, parseJson, type SignedStatement } from '@pingjia/shared';
import type { SigningKey } from '../../keys/signing-key.ts';
import type { DeviceIdentity } from '../../store/devices.ts';

/** The certificate in `signed`, or null unless this server signed it, with its present key or an earlier one. */
export function readCertificate(key: SigningKey, signed: SignedStatement): Certificate | null {
  return key.verify(signed) ? (certificateSchema.safeParse(parseJson(signed.statement)).data ?? null) : null;
}

/** What proves `device` to this server when its database has forgotten it. */
export function issueCertificate(key: SigningKey, device: DeviceIdentity): SignedStatement {
  const { deviceId, publicKey, siteId, windowId, enrolledAt, keyNumber } = device;
  const certificate: Certificate = { device: deviceId, publicKey, siteId, windowId, issuedAt: enrolledAt, keyNumber };
  return key.sign(certificate);
}

/** The device as its certificate alone knows it. */
export function certifiedDevice(certificate: Certificate): DeviceIdentity {
  const { device, publicKey, siteId, windowId, issuedAt, keyNumber } = certificate;
  return {
    deviceId: device,
    publicKey,
    siteId,
    windowId,
    revoked: false,
    stored: false,
    enrolledAt: issuedAt,
    keyNumber,
    keySince: issuedAt,
  };
}
