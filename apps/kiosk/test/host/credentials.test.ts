import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { err, fault, ok, type SignedStatement } from '@pingjia/shared';
import { expect, test } from 'vitest';
import { DeviceKey } from '../../src/host/provisioning/device-key.ts';
import type { Identity } from '../../src/host/provisioning/identity-store.ts';
import { Credentials } from '../../src/host/sync/credentials.ts';

const device = '11111111-2222-4333-8444-555555555555';
const none: SignedStatement = { statement: '{}', signature: '', keyId: '' };

function serverKey(keyId: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { privateKey, named: { keyId, publicKey: publicKey.export({ format: 'jwk' }).x ?? '' } };
}

function link(signer: KeyObject, value: object): SignedStatement {
  const statement = JSON.stringify(value);
  return { statement, signature: sign(null, Buffer.from(statement), signer).toString('base64url'), keyId: 'x' };
}

const [first, second, thief] = [serverKey('first'), serverKey('second'), serverKey('thief')];

/** Credentials of a pad whose disk fails while `full`, and what was saved last. */
function withDisk() {
  const disk: { full: boolean; saved: Identity | null } = { full: false, saved: null };
  const enrollment = { device, certificate: none, serverKey: first.named };
  const identity = { serverUrl: 'http://s', key: DeviceKey.generate(), enrollment, nextKey: null };
  const credentials = new Credentials(identity, async (changed) => {
    if (disk.full) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
    disk.saved = changed;
  });
  return { disk, credentials, identity };
}

test('SE6: a link that the trusted key did not sign, one for another purpose and garbage are not followed', async () => {
  const { credentials, disk } = withDisk();
  const next = { purpose: 'signing-key', ...second.named, previous: first.named };
  for (const bad of [
    link(thief.privateKey, next),
    link(first.privateKey, { ...next, purpose: 'sealing-key' }),
    { ...link(first.privateKey, next), statement: JSON.stringify({ ...next, keyId: 'other' }) },
    none,
  ]) {
    expect(await credentials.follow([bad])).toBe(false);
    expect(credentials.serverKey).toEqual(first.named);
  }
  expect(disk.saved).toBeNull();
});

test('SE6: a key that a full disk does not take counts all the same, and is kept when there is room', async () => {
  const { credentials, disk } = withDisk();
  disk.full = true;
  const next = { purpose: 'signing-key', ...second.named, previous: first.named };
  expect(await credentials.follow([link(first.privateKey, next)])).toBe(true);
  expect(credentials.serverKey).toEqual(second.named);
  disk.full = false;
  expect(await credentials.follow([])).toBe(true);
  expect(disk.saved?.enrollment?.serverKey).toEqual({ ...second.named, earlier: [first.named] });
});

test('SE6: a pad shows the server no key that it could not keep, and a refused one leaves it with the one it has', async () => {
  const { credentials, disk, identity } = withDisk();
  disk.full = true;
  let shown = 0;
  const refusing = {
    renewKey: async () => {
      shown += 1;
      return err(fault('INTERNAL'));
    },
  };
  expect(await credentials.renew(refusing)).toMatchObject({ error: { code: 'JOURNAL_FULL' } });
  expect([shown, credentials.isRenewing]).toEqual([0, false]);
  disk.full = false;
  expect(await credentials.renew(refusing)).toMatchObject({ error: { code: 'INTERNAL' } });
  const text = Buffer.from('request');
  expect(credentials.sign(text)).toEqual(identity.key.sign(text));
  expect(credentials.isRenewing).toBe(true);
  disk.full = true;
  expect(await credentials.renew({ renewKey: async () => ok({ certificate: none }) })).toMatchObject({ ok: true });
  expect(credentials.sign(text)).not.toEqual(identity.key.sign(text));
});
