import { enrollmentResponseSchema, ok, type Result } from '@pingjia/shared';
import type { HttpPort } from '../sync/http-port.ts';
import { SignedClient } from '../sync/signed-client.ts';
import { DeviceKey } from './device-key.ts';
import type { JournalOwner } from './journal-owner.ts';
import { readServerUrl } from './server-url.ts';
import type { Identity, IdentityStore } from './identity-store.ts';

/**
 * Enrolls this pad with a one-time code. The key is kept before it is shown to the server, so that an answer lost on
 * the way can be asked for again with the same key. A pad whose records were sent before asks to be that device again:
 * the server spends no code that is another's. Errors: ENROLLMENT_CODE_INVALID, SERVER_UNREACHABLE, IDENTITY_DAMAGED, …
 */
export async function enroll(
  store: IdentityStore,
  owner: Pick<JournalOwner, 'other'>,
  http: HttpPort,
  serverUrl: string,
  code: string,
): Promise<Result<Identity>> {
  const address = readServerUrl(serverUrl);
  if (!address.ok) return address;
  const loaded = await store.load();
  if (!loaded.ok) return loaded;
  if (loaded.value?.enrollment != null) return ok(loaded.value);
  const key = loaded.value?.key ?? DeviceKey.generate();
  await store.save({ serverUrl, key, enrollment: null, nextKey: null });
  const client = new SignedClient({ http, server: address.value, keyId: key.publicKey, sign: key.sign });
  const device = await owner.other(null);
  const body = { code, publicKey: key.publicKey, ...(device === null ? {} : { device }) };
  const answer = await client.postJson('/api/v1/enrollments', body, enrollmentResponseSchema);
  if (!answer.ok) return answer;
  const identity = { serverUrl, key, enrollment: answer.value, nextKey: null };
  await store.save(identity);
  return ok(identity);
}
