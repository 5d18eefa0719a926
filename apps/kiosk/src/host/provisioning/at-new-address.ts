import type { Logger } from 'pino';
import { diskFault } from '../journal/disk-fault.ts';
import type { Identity, IdentityStore } from './identity-store.ts';
import { readServerUrl } from './server-url.ts';

/** The identity with the server where it is now, if it moved; an address that cannot be read changes nothing and is logged. */
export async function atNewAddress(
  identity: Identity,
  { serverUrl, log }: { readonly serverUrl?: string | undefined; readonly log: Logger },
  identities: IdentityStore,
): Promise<Identity> {
  if (serverUrl === undefined || serverUrl === '' || serverUrl === identity.serverUrl) return identity;
  const address = readServerUrl(serverUrl);
  if (!address.ok) {
    log.error(address.error, 'the server stays where it was');
    return identity;
  }
  const moved = { ...identity, serverUrl };
  // Where the disk is full the new address counts for this run.
  await identities.save(moved).catch((error: unknown) => log.error(diskFault(error), 'not kept'));
  return moved;
}
