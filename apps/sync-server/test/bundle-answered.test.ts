import { request as httpRequest } from 'node:http';
import { json } from 'node:stream/consumers';
import { bundleContentType, bundleReportSchema, errorBodySchema } from '@pingjia/shared';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  type StartedTestServer,
  startTestServer,
  testBundle,
  testCredentials,
  type TestDevice,
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
  for (let i = 0; i < 5; i += 1) journal.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
});

const headers = { authorization: `Bearer ${testCredentials.apiToken}`, 'content-type': bundleContentType };

/** Sends `bundle` and `rest` bytes behind it as a browser does: the answer is read after everything was sent. */
function bring(bundle: Uint8Array, rest: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const length = String(bundle.length + rest);
    const upload = httpRequest(`${server.url}/api/v1/bundles`, {
      method: 'POST',
      headers: { ...headers, 'content-length': length },
    });
    const answer = new Promise<unknown>((take) => {
      upload.once('response', (response) => void json(response).then(take));
    });
    upload.once('error', reject);
    upload.write(bundle);
    upload.end(Buffer.alloc(rest), () => resolve(answer));
  });
}

const long = 32 * 1024 * 1024;
const codeOf = (body: unknown) => errorBodySchema.parse(body).error.code;

test('BU4: what is refused before its end is answered, and what came whole before it counts', async () => {
  expect(codeOf(await bring(Buffer.from('a photo of a cat, much longer than the magic'), long))).toBe(
    'BUNDLE_MALFORMED',
  );
  const sound = await testBundle(device, server.random.uuid(), [
    journal.batch(device.deviceId, 1, 3),
    journal.batch(device.deviceId, 4, 6),
  ]);
  const report = bundleReportSchema.parse(
    await bring(Buffer.concat([...sound.slice(0, -1), Buffer.alloc(8, 0xff)]), 0),
  );
  expect(report).toMatchObject({ accepted: 6, complete: false, fault: { code: 'BUNDLE_MALFORMED' } });
});

test('BU21: more bytes than a bundle may have are refused by their announced length', async () => {
  const answer = await new Promise<number | undefined>((resolve, reject) => {
    const upload = httpRequest(
      `${server.url}/api/v1/bundles`,
      { method: 'POST', headers: { ...headers, 'content-length': String(5 * 1024 ** 3) } },
      (response) => {
        resolve(response.statusCode);
        upload.destroy();
      },
    );
    upload.on('error', reject);
    upload.write('PJBUNDLE1\n');
  });
  expect(answer).toBe(413);
});
