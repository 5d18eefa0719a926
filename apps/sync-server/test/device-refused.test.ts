import { nonceHeader } from '@pingjia/shared';
import { ManualClock } from '@pingjia/shared/testing';
import { expect, test } from 'vitest';
import { TestDevice, TestJournal, withServer } from '../src/testing/index.ts';

test('SY23 SY33 SY34 SY35 SY36: every kind of stranger is told why, with a nonce, and nothing is stored', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const other = await server.enrolled();
    const batch = new TestJournal(server.random).batch(device.deviceId);
    const push = (change: Parameters<TestDevice['push']>[1]) => device.push(batch, change);
    const impostor = new TestDevice(server.url);
    const asDevice = { path: device.path('batches'), keyId: device.deviceId };
    const refusals = {
      PROTOCOL_MISSING: push({ tamper: { 'pingjia-protocol': null } }),
      CLIENT_TOO_OLD: push({ tamper: { 'pingjia-protocol': '0' } }),
      SERVER_TOO_OLD: push({ tamper: { 'pingjia-protocol': '2' } }),
      SIGNATURE_MISSING: push({ tamper: { signature: null } }),
      CONTENT_DIGEST_MISMATCH: push({ tamper: { 'content-digest': null } }),
      NONCE_STALE: push({ nonce: 'bygone' }),
      DEVICE_UNKNOWN: device.call({ path: `/api/v1/devices/${server.random.uuid()}/batches` }),
    };
    for (const [code, answer] of Object.entries(refusals)) {
      expect((await answer).code).toBe(code);
      expect((await answer).headers.get(nonceHeader)).toMatch(/^[0-9a-z]+\./);
    }
    for (const answer of [
      impostor.call(asDevice),
      other.call({ path: device.path('batches') }),
      push({ tamper: { signature: 'pingjia=:AAAA:' } }),
      push({ tamper: { signature: 'garbage', 'signature-input': '(((' } }),
      device.call({ path: `${device.path('configuration')}?x=1`, method: 'GET' }),
    ]) {
      expect((await answer).code).toMatch(/^SIGNATURE_(INVALID|MISSING)$/);
    }
    expect((await device.call({ path: '/api/v1/devices/no-uuid/batches' })).code).toBe('DEVICE_UNKNOWN');
    expect(await server.query('SELECT 1 FROM records')).toEqual([]);
  }));

test('SY29 SY35: a recorded request can be repeated for ten minutes and changes nothing; then it is stale', () => {
  const clock = new ManualClock();
  return withServer(
    async (server) => {
      const device = await server.enrolled();
      const batch = new TestJournal(server.random).batch(device.deviceId);
      const nonce = (await device.push(batch)).headers.get(nonceHeader) ?? '';
      clock.stepWall(9 * 60_000);
      expect(await device.push(batch, { nonce })).toMatchObject({ accepted: 0 });
      clock.stepWall(3 * 60_000);
      expect((await device.push(batch, { nonce })).code).toBe('NONCE_STALE');
    },
    { clock },
  );
});

test('SY37 SY38: an enrollment is refused without a good code or without proof of the key, and costs no code', () =>
  withServer(async (server) => {
    const code = await server.newCode();
    const device = new TestDevice(server.url);
    const enroll = (body: unknown, keyId = device.publicKey) =>
      device.call({ path: '/api/v1/enrollments', body: Buffer.from(JSON.stringify(body)), keyId });
    const other = new TestDevice(server.url);
    expect((await enroll({ code: 'AAAA-AAAA-AAAA-AAAA', publicKey: device.publicKey })).code).toBe(
      'ENROLLMENT_CODE_INVALID',
    );
    expect((await enroll({ code: '', publicKey: device.publicKey })).code).toBe('ENROLLMENT_CODE_INVALID');
    expect((await enroll({ code, publicKey: other.publicKey }, other.publicKey)).code).toBe('ENROLLMENT_PROOF_INVALID');
    expect((await enroll({ code, publicKey: other.publicKey })).code).toBe('ENROLLMENT_PROOF_INVALID');
    expect((await enroll({ code })).code).toBe('REQUEST_INVALID');
    expect(await server.query('SELECT 1 FROM devices')).toEqual([]);
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ')} `;
    expect((await device.enroll(typed)).code).toBe(null);
    expect((await other.enroll(code)).code).toBe('ENROLLMENT_CODE_INVALID');
  }));

test('SY37: a code is good for a week', () => {
  const clock = new ManualClock();
  return withServer(
    async (server) => {
      const code = await server.newCode();
      clock.stepWall(8 * 24 * 3_600_000);
      expect((await new TestDevice(server.url).enroll(code)).code).toBe('ENROLLMENT_CODE_INVALID');
    },
    { clock },
  );
});
