import { gzipSync } from 'node:zlib';
import { type Batch, batchLimits, encodeBatch } from '@pingjia/shared';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type StartedTestServer,
  startTestServer,
  type TestDevice,
  TestJournal,
  testEvaluation,
  testPlace,
} from '../src/testing/index.ts';

let server: StartedTestServer;
let device: TestDevice;
let journal: TestJournal;

beforeAll(async () => {
  server = await startTestServer();
  device = await server.enrolled();
});

afterAll(() => server.stop());

beforeEach(() => {
  journal = new TestJournal(server.random);
  for (let i = 0; i < 3; i += 1) journal.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
});

async function expectNothingStored(): Promise<void> {
  const rows = await server.query('SELECT 1 FROM records WHERE epoch = $1', [journal.epoch]);
  expect(rows).toEqual([]);
  const all = await server.query('SELECT 1 FROM evaluations UNION ALL SELECT 1 FROM epochs');
  expect(all).toEqual([]);
}

const changed = (batch: Batch, header: Partial<Batch['header']>): Batch => ({
  ...batch,
  header: { ...batch.header, ...header },
});
const lines = (...text: string[]) => gzipSync(`${text.join('\n')}\n`);

describe('a batch that is refused with its code, nothing stored', () => {
  const cases: Readonly<Record<string, readonly [code: string, body: () => Uint8Array]>> = {
    'no gzip': ['BATCH_MALFORMED', () => encodeBatch(journal.batch(device.deviceId))],
    'cut gzip': ['BATCH_MALFORMED', () => gzipSync(encodeBatch(journal.batch(device.deviceId))).subarray(0, 60)],
    'empty body': ['BATCH_MALFORMED', () => new Uint8Array()],
    'empty batch': ['BATCH_MALFORMED', () => gzipSync('')],
    'header is no JSON': ['BATCH_MALFORMED', () => lines('hello')],
    'header without items': ['BATCH_MALFORMED', () => lines(JSON.stringify(journal.batch(device.deviceId).header))],
    'cut last line': ['BATCH_MALFORMED', () => gzipSync(encodeBatch(journal.batch(device.deviceId)).subarray(0, -1))],
    'another device in the header': [
      'BATCH_MALFORMED',
      () => gzipSync(encodeBatch(journal.batch(server.random.uuid()))),
    ],
    'bomb: small, inflates to 64 MiB': ['BATCH_TOO_LARGE', () => gzipSync(new Uint8Array(64 * 1024 * 1024))],
    'more than 2 MiB as sent': ['BATCH_TOO_LARGE', () => new Uint8Array(batchLimits.compressedBytes + 1)],
    'more than 500 records': [
      'BATCH_TOO_LARGE',
      () =>
        lines(
          JSON.stringify({ ...journal.batch(device.deviceId).header, to: 501 }),
          ...Array.from({ length: 501 }, () => 'r{}'),
        ),
    ],
    'tip of another record': [
      'BATCH_CHAIN_BROKEN',
      () =>
        gzipSync(
          encodeBatch(changed(journal.batch(device.deviceId), { tip: journal.records[0]?.hash ?? journal.tip.hash })),
        ),
    ],
    'a record changed after it was written': [
      'BATCH_CHAIN_BROKEN',
      () =>
        gzipSync(
          Buffer.from(encodeBatch(journal.batch(device.deviceId)))
            .toString()
            .replace('very_satisfied', 'satisfied'),
        ),
    ],
    'two records swapped': [
      'BATCH_CHAIN_BROKEN',
      () => {
        const batch = journal.batch(device.deviceId);
        const [a, b, c, d] = batch.items;
        if (!a || !b || !c || !d) throw new Error('four items');
        return gzipSync(encodeBatch({ ...batch, items: [a, c, b, d] }));
      },
    ],
    'records of another epoch': [
      'BATCH_CHAIN_BROKEN',
      () => gzipSync(encodeBatch(changed(journal.batch(device.deviceId), { epoch: server.random.uuid() }))),
    ],
    'an epoch that begins with something else': [
      'BATCH_CHAIN_BROKEN',
      () => {
        const other = new TestJournal(server.random, { begun: null });
        other.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
        return gzipSync(encodeBatch(other.batch(device.deviceId)));
      },
    ],
    'a gap before it': ['BATCH_OUT_OF_PLACE', () => gzipSync(encodeBatch(journal.batch(device.deviceId, 2)))],
  };

  test.each(Object.entries(cases))('SY15 SY25 SY26 SY27 SY28: %s', async (_name, [code, body]) => {
    expect((await device.pushBody(body())).code).toBe(code);
    await expectNothingStored();
  });

  test.each<[string, string, Parameters<TestDevice['push']>[1]]>([
    ['another content type', 'UNSUPPORTED_MEDIA_TYPE', { contentType: 'application/json' }],
    ['a content type nobody knows', 'UNSUPPORTED_MEDIA_TYPE', { contentType: 'text/plain' }],
    ['another encoding', 'UNSUPPORTED_MEDIA_TYPE', { tamper: { 'content-encoding': 'br' } }],
    ['a body that was tampered with', 'CONTENT_DIGEST_MISMATCH', { arrivingBody: new Uint8Array([1, 2, 3]) }],
    [
      'body and digest tampered with',
      'SIGNATURE_INVALID',
      {
        arrivingBody: new Uint8Array(),
        tamper: { 'content-digest': 'sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:' },
      },
    ],
  ])('SY33 SY34: %s', async (_name, code, change) => {
    expect((await device.push(journal.batch(device.deviceId), change)).code).toBe(code);
    await expectNothingStored();
  });
});

test('SY26: whatever bytes a device signs, the answer is a coded refusal and nothing is stored', async () => {
  const valid = Buffer.from(encodeBatch(new TestJournal(server.random).batch(device.deviceId)));
  const garbage = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.tuple(fc.nat(valid.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, by]) => {
      const bytes = Buffer.from(valid);
      bytes[at] = (bytes[at] ?? 0) ^ by;
      return bytes;
    }),
  );
  await fc.assert(
    fc.asyncProperty(garbage, fc.boolean(), async (bytes, zipped) => {
      const answer = await device.pushBody(zipped ? gzipSync(bytes) : bytes);
      expect(answer.code).toMatch(/^BATCH_/);
    }),
    { seed: 7, numRuns: 150 },
  );
  await expectNothingStored();
});
