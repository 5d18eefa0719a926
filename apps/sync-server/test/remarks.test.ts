import { nodeSha256 } from '@pingjia/node-platform';
import {
  attachmentContentType,
  attachmentReceiptSchema,
  bundleContentType,
  bundleReportSchema,
  evaluationPageSchema,
  type Hash,
  type HandshakeResponse,
  type Remark,
  type RemarkPart,
  sealingKeySchema,
  type SignedStatement,
} from '@pingjia/shared';
import { createSealer } from '@pingjia/shared/seal';
import { sealRemark } from '@pingjia/shared/seal/remark';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Answer,
  type StartedTestServer,
  startTestServer,
  testBundle,
  testCredentials,
  type TestDevice,
  testEvaluation,
  TestJournal,
  testPlace,
  withServer,
} from '../src/testing/index.ts';

const sealer = await createSealer();
let server: StartedTestServer;
let cookie: string;
let device: TestDevice;
let journal: TestJournal;
let evaluationId: string;

beforeAll(async () => {
  server = await startTestServer();
  const { consoleUser: username, consolePassword: password } = testCredentials;
  const signedIn = await server.api('/api/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  });
  cookie = signedIn.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
});
afterAll(() => server.stop());

beforeEach(async () => {
  device = await server.enrolled();
  journal = new TestJournal(server.random);
  const evaluation = testEvaluation(server.random, testPlace);
  ({ evaluationId } = evaluation);
  journal.append({ type: 'evaluation', data: evaluation });
});

/** What a pad seals and what its record says of it. */
function leave(remark: Omit<Remark, 'evaluationId'>, sealedFor = evaluationId): { sealed: Uint8Array; hash: Hash } {
  const { keyId, publicKey } = sealingKeySchema.parse(
    JSON.parse(device.enrollment.sealingKey?.statement ?? '') as unknown,
  );
  const sealed = sealRemark(sealer, { evaluationId: sealedFor, ...remark }, publicKey);
  const hash = nodeSha256(sealed);
  const attachment = { hash, bytes: sealed.length, keyId };
  const holds = Object.keys(remark) as RemarkPart[];
  journal.append({ type: 'remark-left', data: { evaluationId, attachment, holds } });
  return { sealed, hash };
}

const put = (hash: string, body: Uint8Array, change: object = {}): Promise<Answer> =>
  device.call({
    method: 'PUT',
    path: device.path(`attachments/${hash}`),
    body,
    contentType: attachmentContentType,
    ...change,
  });
const pushAll = () => device.push(journal.batch(device.deviceId));
const pathOf = (evaluation = evaluationId) => `/api/v1/evaluations/${device.deviceId}/${evaluation}/remark`;
const read = (evaluation?: string) => server.api(pathOf(evaluation), { headers: { cookie } });
const lacked = async () => ((await device.handshake()).body as HandshakeResponse).lacksAttachments;
const noteInList = async () => {
  const { body } = await server.api(`/api/v1/evaluations?deviceId=${device.deviceId}`);
  return evaluationPageSchema.parse(body).items.find((item) => item.evaluationId === evaluationId)?.remark;
};
const reads = () =>
  server.query('SELECT username, act FROM remark_reads WHERE device_id = $1 ORDER BY done_at', [device.deviceId]);

describe('a remark at the server', () => {
  test('AT12 AT13: taken after the record that names it, signed for, the same again the same', async () => {
    const { sealed, hash } = leave({ phone: '13800000000' });
    expect((await put(hash, sealed)).code).toBe('ATTACHMENT_UNNAMED');
    await pushAll();
    expect(await lacked()).toEqual([hash]);
    expect(await noteInList()).toEqual({ state: 'awaited', holds: ['phone'] });
    for (let times = 0; times < 2; times += 1) {
      const answer = await put(hash, sealed);
      const { statement } = (answer.body as { receipt: SignedStatement }).receipt;
      expect(attachmentReceiptSchema.parse(JSON.parse(statement))).toMatchObject({ device: device.deviceId, hash });
    }
    expect(await lacked()).toEqual([]);
    expect(await noteInList()).toEqual({ state: 'held', holds: ['phone'] });
  });

  test('SY61: what was sealed for an evaluation that repeats another is read with the one that counts', async () => {
    const source = { kind: 'pad', padId: 'pad', boot: '00A1', count: 7, key: 5 } as const;
    const [first, again] = [1, 2].map(() => testEvaluation(server.random, testPlace, { source }));
    if (first === undefined || again === undefined) throw new Error('two evaluations');
    journal.append({ type: 'evaluation', data: first });
    await pushAll();
    journal = new TestJournal(server.random, {
      begun: { reason: 'damaged', previous: { epoch: journal.epoch, tip: journal.tip } },
    });
    journal.append({ type: 'evaluation', data: again });
    ({ evaluationId } = again);
    const { sealed, hash } = leave({ comment: '很好' });
    await pushAll();
    expect((await put(hash, sealed)).code).toBeNull();
    expect((await read()).code).toBe('NOT_FOUND');
    expect((await read(first.evaluationId)).body).toEqual({ state: 'held', comment: '很好', phone: null });
    ({ evaluationId } = first);
    expect(await noteInList()).toEqual({ state: 'held', holds: ['comment'] });
  });

  test('AT12: other bytes, another form, too many bytes and another device are refused and leave nothing', async () => {
    const { sealed, hash } = leave({ comment: '请改进' });
    await pushAll();
    expect((await put(hash, sealed.subarray(1))).code).toBe('ATTACHMENT_DAMAGED');
    expect((await put('not-a-hash', sealed)).code).toBe('REQUEST_INVALID');
    expect((await put(hash, sealed, { contentType: 'application/json' })).code).toBe('UNSUPPORTED_MEDIA_TYPE');
    expect((await put(hash, new Uint8Array(65_537))).code).toBe('BODY_TOO_LARGE');
    expect((await put(hash, sealed, { arrivingBody: sealed.subarray(1) })).code).toBe('CONTENT_DIGEST_MISMATCH');
    expect((await put(hash, sealed, { tamper: { signature: null } })).code).toBe('SIGNATURE_MISSING');
    const other = await server.enrolled();
    const path = other.path(`attachments/${hash}`);
    expect((await other.call({ method: 'PUT', path, body: sealed, contentType: attachmentContentType })).code).toBe(
      'ATTACHMENT_UNNAMED',
    );
    expect(await lacked()).toEqual([hash]);
  });

  test('AT16 AT17: a signed-in person reads it, and that they did is written down before', async () => {
    const comment = '工作人员很耐心。\n‏مرحبا';
    const { sealed, hash } = leave({ comment, phone: '+86 138 0000 0000' });
    await pushAll();
    expect((await read()).body).toEqual({ state: 'awaited', comment: null, phone: null });
    await put(hash, sealed);
    const answer = await read();
    expect(answer.body).toEqual({ state: 'held', comment, phone: '+86 138 0000 0000' });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await reads()).toEqual([1, 2].map(() => ({ username: testCredentials.consoleUser, act: 'read' })));
    expect((await server.api(pathOf())).code).toBe('SESSION_EXPIRED');
    expect((await read('70000000-0000-4000-8000-000000000000')).code).toBe('NOT_FOUND');
    expect(await reads()).toHaveLength(2);
    expect(server.log.join('')).not.toContain('138 0000');
  });

  test('AT16: of several remarks the newer one counts, part by part', async () => {
    const all = [leave({ phone: '13800000000' }), leave({ comment: '好' }), leave({ phone: '13900000000' })];
    await pushAll();
    for (const { hash, sealed } of all) await put(hash, sealed);
    expect((await read()).body).toMatchObject({ comment: '好', phone: '13900000000' });
    expect(await noteInList()).toEqual({ state: 'held', holds: ['phone', 'comment'] });
  });

  test('AT16: what was sealed for another evaluation, or to another key, is not shown', async () => {
    const swapped = leave({ phone: '13800000000' }, '70000000-0000-4000-8000-000000000000');
    await pushAll();
    await put(swapped.hash, swapped.sealed);
    expect((await read()).code).toBe('ATTACHMENT_UNREADABLE');
  });

  test('AT18: erased, it stays erased and its record stays: the chain verifies as before', async () => {
    const { sealed, hash } = leave({ phone: '13800000000' });
    await pushAll();
    await put(hash, sealed);
    expect((await server.api(pathOf(), { method: 'DELETE' })).code).toBeNull();
    expect((await server.api(pathOf(), { method: 'DELETE', headers: { cookie } })).code).toBe('TOKEN_INVALID');
    expect((await put(hash, sealed)).code).toBeNull();
    expect((await read()).body).toEqual({ state: 'erased', comment: null, phone: null });
    expect(await noteInList()).toEqual({ state: 'erased', holds: ['phone'] });
    expect(await lacked()).toEqual([]);
    const kept = await server.query('SELECT ciphertext FROM attachments WHERE device_id = $1', [device.deviceId]);
    expect(kept).toEqual([{ ciphertext: null }]);
    expect(await pushAll()).toMatchObject({ code: null, accepted: 0 });
    expect((await reads()).map(({ act }) => act)).toEqual(['erase', 'read']);
  });

  test('AT22: who may erases it with a reason, which is written down with the name; nobody else does', async () => {
    const { sealed, hash } = leave({ phone: '13800000000' });
    await pushAll();
    await put(hash, sealed);
    const erase = (body: unknown, from: Record<string, string> = { cookie }) =>
      server.api(`${pathOf()}/erasure`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...from },
        body: JSON.stringify(body),
      });
    const reason = '当事人要求删除';
    for (const wrong of [
      {},
      { reason: ' ' },
      { reason: 'x'.repeat(201) },
      { reason: 'nul\0' },
      { reason: 'two\nlines' },
    ])
      expect((await erase(wrong)).code).toBe('REQUEST_INVALID');
    expect((await erase({ reason }, {})).code).toBe('SESSION_EXPIRED');
    const token = { authorization: `Bearer ${testCredentials.apiToken}` };
    expect((await erase({ reason }, token)).code).toBe('SESSION_EXPIRED');
    await server.query('UPDATE users SET may_erase = false');
    expect((await erase({ reason })).code).toBe('NOT_PERMITTED');
    expect(await noteInList()).toMatchObject({ state: 'held' });
    await server.query('UPDATE users SET may_erase = true');
    expect((await erase({ reason: ` ${reason} ` })).code).toBeNull();
    expect(await noteInList()).toMatchObject({ state: 'erased' });
    expect((await read()).body).toEqual({ state: 'erased', comment: null, phone: null });
    expect(
      await server.query(`SELECT username, reason FROM remark_reads WHERE device_id = $1 AND act = 'erase'`, [
        device.deviceId,
      ]),
    ).toEqual([{ username: testCredentials.consoleUser, reason }]);
    expect(server.log.join('')).not.toContain(reason);
  });

  test('AT18: a database restored from before the erasure does not bring it back, nor does the pad', async () => {
    const { sealed, hash } = leave({ phone: '13800000000' });
    const { database, keysDir } = server;
    await pushAll();
    await put(hash, sealed);
    await server.api(pathOf(), { method: 'DELETE' });
    const kept = () => server.query('SELECT ciphertext FROM attachments WHERE device_id = $1', [device.deviceId]);
    await server.query('UPDATE attachments SET ciphertext = $2, erased_at = NULL WHERE device_id = $1', [
      device.deviceId,
      Buffer.from(sealed),
    ]);
    await withServer(async () => expect(await kept()).toEqual([{ ciphertext: null }]), { database, keysDir });
    await server.query('DELETE FROM attachments WHERE device_id = $1', [device.deviceId]);
    expect(await lacked()).toEqual([hash]);
    expect((await put(hash, sealed)).code).toBeNull();
    expect(await kept()).toEqual([{ ciphertext: null }]);
    expect((await read()).body).toMatchObject({ state: 'erased', phone: null });
  });

  test('AT18: what never came is not awaited any more once it is erased', async () => {
    leave({ phone: '13800000000' });
    await pushAll();
    await server.api(pathOf(), { method: 'DELETE' });
    expect(await lacked()).toEqual([]);
  });

  test('AT14: a handshake names at most 100 of what is missing', async () => {
    const all = Array.from({ length: 103 }, (_, n) => leave({ comment: String(n) }));
    await pushAll();
    const named = (await lacked()) ?? [];
    expect(named).toEqual(all.slice(0, 100).map(({ hash }) => hash));
    for (const { hash, sealed } of all.slice(0, 50)) await put(hash, sealed);
    expect(await lacked()).toHaveLength(53);
  });

  test('AT15: a stick carries it, and brings its receipt back', async () => {
    const { sealed, hash } = leave({ phone: '13800000000' });
    const stranger = leave({ comment: 'x' });
    journal.records.pop();
    const batch = journal.batch(device.deviceId);
    const attachments = new Map([hash, stranger.hash].map((name, n) => [name, n === 0 ? sealed : stranger.sealed]));
    const frames = await testBundle(device, server.random.uuid(), [batch], { attachments });
    const answer = await server.api('/api/v1/bundles', {
      method: 'POST',
      headers: { authorization: `Bearer ${testCredentials.apiToken}`, 'content-type': bundleContentType },
      body: new Uint8Array(Buffer.concat(frames)),
    });
    const report = bundleReportSchema.parse(answer.body);
    expect(report).toMatchObject({ complete: true, fault: null });
    expect(report.attachmentReceipts?.map(({ statement }) => JSON.parse(statement) as unknown)).toMatchObject([
      { hash },
    ]);
    expect((await read()).body).toMatchObject({ phone: '13800000000' });
  });
});
