import {
  type BatchItem,
  type BundleReport,
  bundleContentType,
  bundleReportSchema,
  receiptSchema,
} from '@pingjia/shared';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Answer,
  type StartedTestServer,
  startTestServer,
  testBundle,
  testCredentials,
  TestDevice,
  testEvaluation,
  TestJournal,
  testPlace,
} from '../src/testing/index.ts';

let server: StartedTestServer;
let device: TestDevice;
let journal: TestJournal;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

beforeEach(async () => {
  device = await server.enrolled();
  journal = new TestJournal(server.random);
  evaluate(9);
});

function evaluate(times: number): void {
  for (let i = 0; i < times; i += 1)
    journal.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
}

function bring(bundle: Uint8Array, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return server.api('/api/v1/bundles', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${testCredentials.apiToken}`,
      'content-type': bundleContentType,
      ...headers,
    },
    body: new Uint8Array(bundle),
  });
}

async function taken(bundle: Uint8Array): Promise<BundleReport> {
  const answer = await bring(bundle);
  expect(answer.code).toBeNull();
  return bundleReportSchema.parse(answer.body);
}

const bundleOf = async (frames: Promise<readonly Uint8Array[]>): Promise<Uint8Array> => Buffer.concat(await frames);
const heldSeqs = async (): Promise<number[]> => {
  const rows = await server.query('SELECT seq FROM records WHERE device_id = $1 ORDER BY seq', [device.deviceId]);
  return rows.map(({ seq }) => Number(seq));
};
const oneTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

describe('a bundle brought on a stick', () => {
  test('BU7: every batch is taken as if it had been pushed, and the receipts say how far', async () => {
    const batches = [journal.batch(device.deviceId, 1, 4), journal.batch(device.deviceId, 5, 10)];
    const report = await taken(await bundleOf(testBundle(device, server.random.uuid(), batches)));
    expect(report).toMatchObject({ device: device.deviceId, accepted: 10, complete: true, fault: null });
    expect(report.receipts.map(({ statement }) => receiptSchema.parse(JSON.parse(statement)))).toMatchObject([
      { device: device.deviceId, epoch: journal.epoch, watermark: journal.tip },
    ]);
    expect(await heldSeqs()).toEqual(oneTo(10));
    const evaluations = await server.query('SELECT 1 FROM evaluations WHERE device_id = $1', [device.deviceId]);
    expect(evaluations).toHaveLength(9);
  });

  test('BU8: the same bundle again, and stick and network mixed in any order, never double', async () => {
    await device.push(journal.batch(device.deviceId, 1, 6));
    const bundle = await bundleOf(
      testBundle(device, server.random.uuid(), [
        journal.batch(device.deviceId, 1, 3),
        journal.batch(device.deviceId, 4, 8),
      ]),
    );
    expect((await taken(bundle)).accepted).toBe(2);
    expect((await taken(bundle)).accepted).toBe(0);
    const answers = await Promise.all([
      bring(bundle),
      device.push(journal.batch(device.deviceId, 1, 10)),
      bring(bundle),
    ]);
    expect(answers.map(({ code }) => code)).toEqual([null, null, null]);
    expect(await heldSeqs()).toEqual(oneTo(10));
  });

  test('BU8: of one bundle brought 64 times at once every record counts once', async () => {
    const batches = [journal.batch(device.deviceId, 1, 5), journal.batch(device.deviceId, 6, 10)];
    const bundle = await bundleOf(testBundle(device, server.random.uuid(), batches));
    const reports = await Promise.all(Array.from({ length: 64 }, () => taken(bundle)));
    expect(reports.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(10);
    expect(new Set(reports.map(({ complete }) => complete))).toEqual(new Set([true]));
    expect(await heldSeqs()).toEqual(oneTo(10));
  });

  test('BU2: cut anywhere, what came whole counts; the whole one brings the rest', async () => {
    const batches = [1, 4, 7].map((from) => journal.batch(device.deviceId, from, from + 2));
    const frames = await testBundle(device, server.random.uuid(), batches);
    const whole = Buffer.concat(frames);
    const [magic = 0, opening = 0, first = 0] = frames.map(({ length }) => length);
    const cuts = [0, 5, magic, magic + opening - 1, magic + opening + 3, magic + opening + first, whole.length - 1];
    for (const cut of cuts) {
      const answer = await bring(whole.subarray(0, cut));
      const report = bundleReportSchema.safeParse(answer.body).data;
      expect(answer.code ?? report?.fault?.code).toBe('BUNDLE_CUT_SHORT');
    }
    expect(await heldSeqs()).toEqual(oneTo(9));
    expect(await taken(whole)).toMatchObject({ accepted: 0, complete: true, fault: null });
  });

  test('BU4: a changed byte anywhere is found, what comes after it is not taken', async () => {
    const batches = [journal.batch(device.deviceId, 1, 5), journal.batch(device.deviceId, 6, 10)];
    const whole = await bundleOf(testBundle(device, server.random.uuid(), batches));
    for (let at = 3; at < whole.length; at += 97) {
      const changed = Uint8Array.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 0x10;
      const answer = await bring(changed);
      const report = bundleReportSchema.safeParse(answer.body).data;
      expect(answer.code ?? report?.fault?.code, `byte ${at}`).toMatch(
        /^(BUNDLE_(TAMPERED|SIGNER_UNKNOWN|MALFORMED|CUT_SHORT|FOREIGN_SERVER)|DEVICE_UNKNOWN)$/,
      );
    }
    const stored = await server.query('SELECT bytes FROM records WHERE device_id = $1 ORDER BY seq', [device.deviceId]);
    const written = journal.records.map(({ bytes }) => Buffer.from(bytes));
    expect(stored.map(({ bytes }) => bytes)).toEqual(written.slice(0, stored.length));
  });

  test('BU9: signed by another key, or sealed to another server, nothing is taken', async () => {
    const stranger = await server.enrolled();
    const forged = await bundleOf(
      testBundle(stranger, server.random.uuid(), [journal.batch(device.deviceId)], {
        header: (header) => ({ ...header, device: device.deviceId }),
      }),
    );
    expect((await bring(forged)).code).toBe('BUNDLE_SIGNER_UNKNOWN');
    const foreign = await bundleOf(
      testBundle(device, server.random.uuid(), [journal.batch(device.deviceId)], {
        header: (header) => (header.kind === 'opening' ? { ...header, sealedTo: 'another-server' } : header),
      }),
    );
    expect((await bring(foreign)).code).toBe('BUNDLE_FOREIGN_SERVER');
    const unsealed = await taken(
      await bundleOf(
        testBundle(device, server.random.uuid(), [journal.batch(device.deviceId)], { body: (body) => body.fill(7) }),
      ),
    );
    expect(unsealed).toMatchObject({ accepted: 0, fault: { code: 'BUNDLE_TAMPERED' } });
    expect(await heldSeqs()).toEqual([]);
  });

  test('BU9: another pad’s batch inside an own frame is refused, the frames around it count', async () => {
    const other = await server.enrolled();
    const bundle = await bundleOf(
      testBundle(device, server.random.uuid(), [
        journal.batch(device.deviceId, 1, 4),
        new TestJournal(server.random).batch(other.deviceId),
        journal.batch(device.deviceId, 5, 10),
      ]),
    );
    const report = await taken(bundle);
    expect(report.batches.map(({ fault }) => fault?.code ?? null)).toEqual([null, 'BATCH_MALFORMED', null]);
    expect(await heldSeqs()).toEqual(oneTo(10));
  });

  test('BU10: a bundle that begins beyond what is held is refused, and says so', async () => {
    const bundle = await bundleOf(testBundle(device, server.random.uuid(), [journal.batch(device.deviceId, 5, 10)]));
    const report = await taken(bundle);
    expect(report.batches[0]?.fault).toMatchObject({ code: 'BATCH_OUT_OF_PLACE' });
    expect(await heldSeqs()).toEqual([]);
  });

  test('BU27: of an epoch that is refused as forked the receipts tell what is held, and where the branches part', async () => {
    const other = journal.copy();
    evaluate(3);
    const held = journal.batch(device.deviceId);
    const whole = new TestJournal(server.random);
    for (let n = 0; n < 8; n += 1) other.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
    await device.push(held);
    const batches = [
      other.batch(device.deviceId, 8, 14),
      other.batch(device.deviceId, 15, 18),
      whole.batch(device.deviceId),
    ];
    const report = await taken(await bundleOf(testBundle(device, server.random.uuid(), batches)));
    expect(report.batches.map(({ fault }) => fault?.code ?? null)).toEqual([
      'EPOCH_FORKED',
      'BATCH_OUT_OF_PLACE',
      null,
    ]);
    const places = (report.branches ?? []).map(({ statement }) => receiptSchema.parse(JSON.parse(statement)));
    const hashAt = (seq: number) => journal.records[seq - 1]?.hash;
    expect(places).toMatchObject(
      [7, 10, 13].map((seq) => ({ epoch: journal.epoch, watermark: { seq, hash: hashAt(seq) } })),
    );
    expect(other.records[9]?.hash).toBe(hashAt(10));
    expect(report.receipts).toHaveLength(1);
    expect(await heldSeqs()).toEqual([...oneTo(13), 1].toSorted((a, b) => a - b));
  });

  test('BU28: what is held as placeholders is named as lacking, of this device alone', async () => {
    const { header, items } = journal.batch(device.deviceId);
    const rotted = items.map((item, place): BatchItem => {
      const seq = place + 1;
      const hash = journal.records[place]?.hash ?? null;
      if (![3, 4, 7].includes(seq)) return item;
      return { kind: 'placeholder', placeholder: { seq, hash, reason: 'rotted' } };
    });
    const report = await taken(await bundleOf(testBundle(device, server.random.uuid(), [{ header, items: rotted }])));
    const { epoch } = journal;
    expect(report.lacking).toEqual([
      { epoch, from: 7, to: 7 },
      { epoch, from: 3, to: 4 },
    ]);
  });

  test('BU11: a revoked pad’s bundle is refused, a forgotten pad’s certificate brings it back', async () => {
    const bundle = await bundleOf(testBundle(device, server.random.uuid(), [journal.batch(device.deviceId)]));
    await server.query('DELETE FROM devices WHERE device_id = $1', [device.deviceId]);
    expect(await taken(bundle)).toMatchObject({ accepted: 10, complete: true });
    const answer = await server.api(`/api/v1/devices/${device.deviceId}/revocation`, { method: 'POST', headers: auth });
    expect(answer.code).toBeNull();
    expect((await bring(bundle)).code).toBe('DEVICE_REVOKED');
  });

  test('BU11 SE4: a pad enrolled anew is heard by a database that remembers its revocation alone', async () => {
    await server.api(`/api/v1/devices/${device.deviceId}/revocation`, { method: 'POST', headers: auth });
    const remembered = await server.query('SELECT public_key, revoked_at FROM devices WHERE device_id = $1', [
      device.deviceId,
    ]);
    const { body } = await server.api('/api/v1/enrollment-codes', {
      method: 'POST',
      headers: { ...auth, 'content-type': 'application/json' },
      body: JSON.stringify({ ...testPlace, deviceId: device.deviceId }),
    });
    const again = new TestDevice(server.url);
    expect((await again.enroll((body as { readonly code: string }).code)).code).toBeNull();
    await server.query(
      'UPDATE devices SET key_number = 1, public_key = $2, revoked_at = $3::timestamptz WHERE device_id = $1',
      [device.deviceId, remembered[0]?.public_key, remembered[0]?.revoked_at],
    );
    const bundle = await bundleOf(testBundle(again, server.random.uuid(), [journal.batch(device.deviceId)]));
    expect(await taken(bundle)).toMatchObject({ accepted: 10, complete: true, fault: null });
  });

  test('BU5: what is no bundle gets a clear answer', async () => {
    expect((await bring(Buffer.from('a photo of a cat, much longer than the magic'))).code).toBe('BUNDLE_MALFORMED');
    expect((await bring(Buffer.from('PJBUNDLE2\n and more'))).code).toBe('BUNDLE_VERSION_UNKNOWN');
    expect((await bring(new Uint8Array())).code).toBe('BUNDLE_CUT_SHORT');
    expect((await bring(Buffer.from('{}'), { 'content-type': 'application/json' })).code).toBe(
      'UNSUPPORTED_MEDIA_TYPE',
    );
    expect((await bring(Buffer.from('x'), { authorization: 'Bearer nobody' })).code).toBe('TOKEN_INVALID');
  });
});

const auth = { authorization: `Bearer ${testCredentials.apiToken}` };
