import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DevicePage } from '@pingjia/shared';
import { afterAll, expect, test } from 'vitest';
import {
  type TestDevice,
  TestJournal,
  testEvaluation,
  testPlace,
  type TestServer,
  withServer,
} from '../src/testing/index.ts';

const keysDir = mkdtempSync(join(tmpdir(), 'pingjia-keys-'));
afterAll(() => rmSync(keysDir, { recursive: true, force: true }));

const revoke = (server: TestServer, deviceId: string) =>
  server.api(`/api/v1/devices/${deviceId}/revocation`, {
    method: 'POST',
    headers: { authorization: 'Bearer test-token-0123456789abcdef' },
  });

test('SY40: a revoked device is refused from its next request on, here and where it was enrolled before a restore', async () => {
  let device: TestDevice | undefined;
  await withServer(
    async (server) => {
      device = await server.enrolled();
      const journal = new TestJournal(server.random);
      await device.push(journal.batch(device.deviceId));
      expect((await revoke(server, device.deviceId)).code).toBe(null);
      expect((await revoke(server, device.deviceId)).code).toBe(null);
      journal.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
      expect((await device.push(journal.batch(device.deviceId))).code).toBe('DEVICE_REVOKED');
      expect((await device.handshake()).code).toBe('DEVICE_REVOKED');
      expect(await server.query('SELECT count(*) AS rows FROM records')).toEqual([{ rows: 1 }]);
      const { body } = await server.api('/api/v1/devices');
      expect((body as DevicePage).items).toMatchObject([{ online: false, revokedAt: expect.any(String) }]);
    },
    { keysDir },
  );
  await withServer(
    async (restored) => {
      expect((await device?.at(restored.url).handshake())?.code).toBe('DEVICE_REVOKED');
      expect(await restored.query('SELECT 1 FROM devices')).toEqual([]);
    },
    { keysDir },
  );
});

test('SY39: a database restored from before the enrollment takes a device by its certificate and is refilled', async () => {
  let device: TestDevice | undefined;
  await withServer(
    async (server) => {
      device = await server.enrolled();
    },
    { keysDir },
  );
  await withServer(
    async (restored) => {
      if (device === undefined) throw new Error('enrolled above');
      const again = device.at(restored.url);
      const journal = new TestJournal(restored.random);
      journal.append({ type: 'evaluation', data: testEvaluation(restored.random, testPlace) });
      expect((await again.push(journal.batch(again.deviceId))).code).toBe('DEVICE_UNKNOWN');
      expect((await again.handshake([{ epoch: journal.epoch, tip: journal.tip }])).body).toMatchObject({
        heads: [{ receipt: null }],
      });
      expect(await again.push(journal.batch(again.deviceId))).toMatchObject({ accepted: 2 });
    },
    { keysDir },
  );
});

test('SY39: a certificate of another server, or of another device, reinstates nobody', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    await withServer(async (stranger) => {
      expect((await device.at(stranger.url).handshake()).code).toBe('DEVICE_UNKNOWN');
    });
    await server.query('DELETE FROM devices');
    const thief = await server.enrolled();
    const { certificate } = device.enrollment;
    const body = Buffer.from(JSON.stringify({ software: 'x', certificate, epochs: [], configurationVersion: null }));
    const path = device.path('handshake');
    expect((await thief.call({ path, body, keyId: device.deviceId })).code).toBe('SIGNATURE_INVALID');
    expect((await thief.call({ path: `/api/v1/devices/${server.random.uuid()}/handshake`, body })).code).toBe(
      'DEVICE_UNKNOWN',
    );
  }));

test('only a token may revoke, and only what exists', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const path = `/api/v1/devices/${device.deviceId}/revocation`;
    expect((await server.api(path, { method: 'POST', headers: {} })).code).toBe('TOKEN_INVALID');
    expect((await server.api(path, { method: 'POST', headers: { authorization: 'Bearer wrong' } })).code).toBe(
      'TOKEN_INVALID',
    );
    expect((await revoke(server, server.random.uuid())).code).toBe('NOT_FOUND');
    expect((await revoke(server, 'nonsense')).code).toBe('REQUEST_INVALID');
  }));
