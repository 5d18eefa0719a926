import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { SignedClient } from '@pingjia/kiosk/host/sync/signed-client';
import { ServerLink } from '@pingjia/kiosk/host/sync/server-link';
import { err, fault, ok, type SealingKey, type SignedStatement } from '@pingjia/shared';
import { exportPublicKey } from '@pingjia/sync-server/keys/ed25519';
import type { World } from '../history/world.ts';
import type { Station } from '../station/station.ts';
import { folder, serverUrl } from '../station/station.ts';

interface IdentityFile {
  readonly privateKey: string;
  readonly nextPrivateKey?: string;
  readonly enrollment?: { readonly device: string; readonly serverKey: { readonly keyId: string } };
}

/** Whether every pad at work has the keys that count, and the first key of one that has another opens nothing; null if so. */
export async function checkKeys(world: World): Promise<string | null> {
  for (const station of world.stations) {
    const identity = JSON.parse(station.disk.bytesOf(`${folder}/identity.json`).toString('utf8')) as IdentityFile;
    const { enrollment } = identity;
    if (enrollment === undefined || world.isRevoked(enrollment.device)) continue;
    const wrong = findStale(world, station, identity) ?? (await findReopened(world, station, enrollment.device));
    if (wrong !== null) return `station ${station.number}: ${wrong}`;
  }
  return null;
}

function findStale(world: World, { disk }: Station, identity: IdentityFile): string | null {
  const { server } = world;
  const { privateKey, nextPrivateKey, enrollment } = identity;
  const known = server.tables.devices.get(enrollment?.device ?? '')?.public_key.toString('base64url');
  if (publicOf(createPrivateKey(privateKey)) !== known) return 'the server has another key of it';
  if (nextPrivateKey !== undefined) return 'it does not know what became of its next key';
  const { signing, sealing } = server.keys.load();
  if (enrollment?.serverKey.keyId !== signing.keyId) return `it trusts ${enrollment?.serverKey.keyId} still`;
  // What a disk did not take is good for the run and asked for again after the next start.
  if (world.isDiskFaulty) return null;
  const kept = JSON.parse(disk.bytesOf(`${folder}/sealing-key.json`).toString('utf8')) as SignedStatement;
  const { keyId } = JSON.parse(kept.statement) as SealingKey;
  return keyId === sealing.keyId ? null : `it seals to ${keyId} still`;
}

/** What a request is answered that the key signs with which the pad left the workshop. */
async function findReopened({ server }: World, { firstKey }: Station, device: string): Promise<string | null> {
  const newest = server.keys.logs.deviceKeys.newest(device);
  if (firstKey === null || newest === null || newest.publicKey === publicOf(firstKey)) return null;
  const client = new SignedClient({
    http: async (request) => {
      const answer = await server.handle(request);
      return answer === null ? err(fault('SERVER_UNREACHABLE')) : ok(answer);
    },
    server: { base: serverUrl, pins: [] },
    keyId: device,
    sign: (bytes) => sign(null, bytes, firstKey),
  });
  const answer = await new ServerLink(client, device, async (bytes) => bytes).configuration();
  return answer.ok || answer.error.code !== 'SIGNATURE_INVALID' ? 'its first key is good still' : null;
}

function publicOf(key: KeyObject): string {
  return exportPublicKey(createPublicKey(key));
}
