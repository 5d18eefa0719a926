import { ok } from '@pingjia/shared';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { DeviceKey } from '../../src/host/provisioning/device-key.ts';
import { readServerUrl } from '../../src/host/provisioning/server-url.ts';
import type { HttpRequest } from '../../src/host/sync/http-port.ts';
import { SignedClient } from '../../src/host/sync/signed-client.ts';

interface Answer {
  readonly status: number;
  readonly nonce: string | undefined;
  readonly text: string;
}

/** A client whose server gives these answers in turn, and what it was asked. */
function clientOf(answers: Answer[]) {
  const asked: HttpRequest[] = [];
  const key = DeviceKey.generate();
  const client = new SignedClient({
    server: { base: 'http://server.example', pins: [] },
    keyId: 'device',
    sign: key.sign,
    http: async (request) => {
      asked.push(request);
      const { status, nonce, text } = answers.shift() ?? { status: 200, nonce: undefined, text: '{}' };
      return ok({ status, header: () => nonce, body: Buffer.from(text) });
    },
  });
  return { client, asked };
}

const anything = z.looseObject({});
const page = '<html>Please accept our terms</html>';

test('a portal page, half an answer or another shape is an invalid answer, whatever its status', async () => {
  for (const text of [page, '', '{"a":', 'null', '[]']) {
    for (const status of [200, 302, 404, 500]) {
      const { client } = clientOf([{ status, nonce: undefined, text }]);
      expect(await client.getJson('/x', anything)).toMatchObject({
        ok: false,
        error: { code: 'SERVER_ANSWER_INVALID' },
      });
    }
  }
});

test('a nonce that cannot be the server’s is not taken over: the next request is signed all the same', async () => {
  for (const nonce of ['éé', 'two words', 'x'.repeat(300), '']) {
    const { client, asked } = clientOf([{ status: 200, nonce, text: '{}' }]);
    expect((await client.getJson('/x', anything)).ok).toBe(true);
    expect((await client.getJson('/x', anything)).ok).toBe(true);
    expect(asked[1]?.headers['signature-input']).toContain('nonce="none"');
  }
});

test('a stale nonce is repeated once with the one that the answer brought, and not for ever', async () => {
  const stale = JSON.stringify({ error: { code: 'NONCE_STALE', message: '', requestId: '1' } });
  const refusal = { status: 401, nonce: 'fresh', text: stale };
  const { client, asked } = clientOf([refusal, refusal, refusal]);
  expect(await client.getJson('/x', anything)).toMatchObject({ ok: false, error: { code: 'NONCE_STALE' } });
  expect(asked.length).toBe(2);
  expect(asked[1]?.headers['signature-input']).toContain('nonce="fresh"');
});

test('a server address is http or https, or a clear fault', () => {
  for (const good of ['http://10.0.0.1:4300', 'https://pingjia.example']) expect(readServerUrl(good).ok).toBe(true);
  for (const bad of ['', '192.168.1.5:4300', 'server', 'ftp://x', 'javascript:alert(1)']) {
    expect(readServerUrl(bad)).toMatchObject({ ok: false, error: { code: 'SERVER_UNREACHABLE' } });
  }
});
