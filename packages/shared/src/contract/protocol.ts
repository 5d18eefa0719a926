import { type Fault, fault } from '../fault.ts';

/** Version of the sync protocol that this code speaks, and the oldest one it still accepts. Rides on every device request. */
export const protocolVersion = 1;
export const oldestProtocolVersion = 1;

export const protocolHeader = 'pingjia-protocol';
/** The server's freshness token; rides on every answer to a device and back as the signature's nonce. */
export const nonceHeader = 'pingjia-nonce';

/** How many records of a batch were new to the server: for people who look on. */
export const acceptedHeader = 'pingjia-accepted';

/** Whether this side can serve a peer that announces `header`; the fault tells which side to update. */
export function checkProtocol(header: string | undefined): Fault | null {
  if (header === undefined || !/^\d{1,6}$/.test(header)) return fault('PROTOCOL_MISSING');
  const version = Number(header);
  if (version < oldestProtocolVersion) return fault('CLIENT_TOO_OLD', `${version} < ${oldestProtocolVersion}`);
  if (version > protocolVersion) return fault('SERVER_TOO_OLD', `${version} > ${protocolVersion}`);
  return null;
}
