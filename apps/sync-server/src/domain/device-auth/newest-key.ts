import type { ServerKeys } from '../../keys/server-keys.ts';
import type { DeviceIdentity } from '../../store/devices.ts';

type Logs = Pick<ServerKeys, 'deviceKeys' | 'revocations'>;

/** The device with the newest key it ever had: a restored database may know an older one, and its revocation. */
export function withNewestKey({ deviceKeys }: Pick<Logs, 'deviceKeys'>, device: DeviceIdentity): DeviceIdentity {
  const newest = deviceKeys.newest(device.deviceId);
  return newest === null || newest.keyNumber <= device.keyNumber ? device : { ...device, ...newest, revoked: false };
}

export function isRevoked({ revocations }: Pick<Logs, 'revocations'>, device: DeviceIdentity): boolean {
  return device.revoked || revocations.has(device.deviceId, device.keyNumber);
}
