import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificateSchema, deviceKeyProof, type DevicePage, type EvaluationPage, parseJson } from '@pingjia/shared';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportPublicKey } from '../src/keys/ed25519.ts';
import {
  TestDevice,
  TestJournal,
  testCredentials,
  testEvaluation,
  testPlace,
  type TestServer,
  withServer,
} from '../src/testing/index.ts';

let keysDir: string;
beforeAll(() => {
  keysDir = mkdtempSync(join(tmpdir(), 'pingjia-keys-'));
});
afterAll(() => rmSync(keysDir, { recursive: true, force: true }));

const newKey = () => generateKeyPairSync('ed25519').privateKey;

function renewal(device: TestDevice, key: KeyObject, prover = key) {
  const publicKey = exportPublicKey(key);
  const proof = sign(null, Buffer.from(deviceKeyProof(device.deviceId, publicKey)), prover).toString('base64url');
  return { path: device.path('key'), body: Buffer.from(JSON.stringify({ publicKey, proof })) };
}

const post = (server: TestServer, path: string, body: unknown = {}) =>
  server.api(path, {
    method: 'POST',
    headers: { authorization: `Bearer ${testCredentials.apiToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

async function codeFor(server: TestServer, deviceId: string): Promise<string> {
  const { body } = await post(server, '/api/v1/enrollment-codes', { ...testPlace, deviceId });
  return (body as { readonly code: string }).code;
}

test('SE1: a device takes a new key, signed for by the old one; the old one signs nothing more, the server keeps it', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const key = newKey();
    const first = await device.call(renewal(device, key));
    const renewed = device.withKey(key);
    const certificate = certificateSchema.parse(
      parseJson((first.body as { certificate: { statement: string } }).certificate.statement),
    );
    expect(certificate).toMatchObject({ device: device.deviceId, publicKey: renewed.publicKey, keyNumber: 2 });
    expect((await device.handshake()).code).toBe('SIGNATURE_INVALID');
    expect((await renewed.handshake()).code).toBe(null);
    // The answer was lost: the new key asks for it again.
    expect((await renewed.call(renewal(renewed, key))).body).toEqual(first.body);
    const history = await server.query('SELECT key_number, public_key FROM device_keys');
    expect(history).toEqual([{ key_number: 1, public_key: Buffer.from(device.publicKey, 'base64url') }]);
  }));

test('SE1: nobody takes a key that he does not hold, nor one for another device', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const other = await server.enrolled();
    const key = newKey();
    const { body } = renewal(device, key, newKey());
    expect((await device.call({ path: device.path('key'), body })).code).toBe('ENROLLMENT_PROOF_INVALID');
    expect((await device.call({ path: device.path('key'), body: renewal(other, key).body })).code).toBe(
      'ENROLLMENT_PROOF_INVALID',
    );
    expect((await other.call({ ...renewal(device, key), keyId: device.deviceId })).code).toBe('SIGNATURE_INVALID');
    expect(await server.query('SELECT 1 FROM device_keys')).toEqual([]);
  }));

test('SE1: of 64 new keys at once one is taken', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    await device.handshake();
    const keys = Array.from({ length: 64 }, newKey);
    const answers = await Promise.all(keys.map((key) => device.call(renewal(device, key))));
    expect(answers.filter(({ code }) => code === null).length).toBe(1);
    const winner = keys[answers.findIndex(({ code }) => code === null)];
    expect(winner !== undefined && (await device.withKey(winner).handshake()).code).toBe(null);
  }));

test('SE2: a restored database that knows an older key of a device goes by the newest, and the old one stays out', async () => {
  await withServer(
    async (server) => {
      const device = await server.enrolled();
      const key = newKey();
      await device.call(renewal(device, key));
      // As the older dump has it.
      await server.query('UPDATE devices SET public_key = $1, key_number = 1', [
        Buffer.from(device.publicKey, 'base64url'),
      ]);
      expect((await device.handshake()).code).toBe('SIGNATURE_INVALID');
      const journal = new TestJournal(server.random);
      expect((await device.withKey(key).push(journal.batch(device.deviceId))).code).toBe(null);
      expect(await server.query('SELECT key_number FROM devices')).toEqual([{ key_number: 2 }]);
      // And as one from before its enrollment has it.
      await server.query('DELETE FROM devices');
      expect((await device.handshake()).code).toBe('SIGNATURE_INVALID');
    },
    { keysDir },
  );
});

test('SE3: a pad enrolled anew as the device it was counts nothing twice, and its lost key stays out', () =>
  withServer(async (server) => {
    const lost = await server.enrolled();
    const journal = new TestJournal(server.random);
    for (let n = 0; n < 3; n += 1)
      journal.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
    await lost.push(journal.batch(lost.deviceId));
    const anew = new TestDevice(server.url);
    const code = await codeFor(server, lost.deviceId);
    expect(await anew.enroll(code)).toMatchObject({ code: null, body: { device: lost.deviceId } });
    expect((await anew.enroll(code)).body).toMatchObject({ device: lost.deviceId });
    expect((await new TestDevice(server.url).enroll(code)).code).toBe('ENROLLMENT_CODE_INVALID');
    expect((await lost.handshake()).code).toBe('SIGNATURE_INVALID');
    journal.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
    expect(await anew.push(journal.batch(anew.deviceId))).toMatchObject({ accepted: 1 });
    const { items } = (await server.api('/api/v1/evaluations')).body as EvaluationPage;
    expect(items.length).toBe(4);
  }));

test('SE3 SE4: a revocation ends with the key it was for: enrolled anew the pad is back, and can be revoked again', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const revoke = () => post(server, `/api/v1/devices/${device.deviceId}/revocation`);
    await revoke();
    expect((await device.handshake()).code).toBe('DEVICE_REVOKED');
    const anew = new TestDevice(server.url);
    expect((await anew.enroll(await codeFor(server, device.deviceId))).code).toBe(null);
    const journal = new TestJournal(server.random);
    expect((await anew.push(journal.batch(anew.deviceId))).code).toBe(null);
    const { items } = (await server.api('/api/v1/devices')).body as DevicePage;
    expect(items).toMatchObject([{ revokedAt: null }]);
    await revoke();
    expect((await anew.push(journal.batch(anew.deviceId))).code).toBe('DEVICE_REVOKED');
    expect((await device.handshake()).code).toBe('SIGNATURE_INVALID');
    expect(
      (await post(server, '/api/v1/enrollment-codes', { ...testPlace, deviceId: server.random.uuid() })).code,
    ).toBe('NOT_FOUND');
  }));

test('SE1: after a year the server asks for a new key', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    expect((await device.handshake()).body).toMatchObject({ renewKey: false });
    await server.query(`UPDATE devices SET key_since = key_since - interval '366 days'`);
    expect((await device.handshake()).body).toMatchObject({ renewKey: true });
  }));
