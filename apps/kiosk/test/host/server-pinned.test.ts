import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@pingjia/shared';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readServerUrl } from '../../src/host/provisioning/server-url.ts';
import { createNodeHttp } from '../../src/host/sync/node-http.ts';
import { pinOf } from '../../src/host/sync/server-pins.ts';

let folder: string;
let server: Server;
let pin: string;
let url: string;
/** Bytes that reached the server inside TLS. */
let heard = 0;
const network = new AbortController();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pingjia-tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const request = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', [...request, '-subj', '/CN=elsewhere', '-keyout', key, '-out', cert], { stdio: 'ignore' });
  const certificate = readFileSync(cert);
  pin = pinOf(new X509Certificate(certificate));
  server = createServer({ key: readFileSync(key), cert: certificate }, (incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      response.setHeader('pingjia-nonce', 'n');
      if (incoming.url === '/huge') response.end(Buffer.alloc(17 * 1024 * 1024));
      else response.end(`${incoming.method} ${Buffer.concat(chunks).toString()}`);
    });
  });
  server.on('secureConnection', (socket) => {
    const push = socket.push.bind(socket);
    socket.push = (chunk: Uint8Array | null, ...rest) => {
      heard += chunk?.length ?? 0;
      return push(chunk, ...rest);
    };
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  network.abort();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const http = createNodeHttp(network.signal, systemClock);
const other = 'A'.repeat(43);
const post = (path: string, pins: readonly string[]) =>
  http({
    method: 'POST',
    url: `${url}${path}`,
    headers: {},
    body: Buffer.from('press'),
    pins,
  });

test('SE7: a server that shows a pinned key is served, whoever issued its certificate; one of several pins is enough', async () => {
  for (const pins of [[pin], [other, pin]]) {
    const answer = await post('/', pins);
    expect(answer.ok && answer.value.status).toBe(200);
    expect(answer.ok && Buffer.from(answer.value.body).toString()).toBe('POST press');
    expect(answer.ok && answer.value.header('pingjia-nonce')).toBe('n');
  }
});

test('SE7: a kept connection is used again, and was judged when it was made', async () => {
  const request = { method: 'POST', url: `${url}/`, headers: {}, body: Buffer.from('press') } as const;
  for (let n = 0; n < 5; n += 1) expect(await http({ ...request, pins: [pin] })).toMatchObject({ ok: true });
});

test('SE7: where no pinned key is shown, not a byte of the request is sent', async () => {
  heard = 0;
  for (let n = 0; n < 3; n += 1)
    expect(await post('/', [other])).toEqual({ ok: false, error: { code: 'SERVER_PIN_MISMATCH' } });
  expect(heard).toBe(0);
});

test('SE7: without a pin a certificate that nobody vouches for is refused as before', async () => {
  expect(await post('/', [])).toMatchObject({ error: { code: 'SERVER_UNREACHABLE' } });
});

test('SE7: too large an answer, a server without TLS and one that is gone are faults', async () => {
  expect(await post('/huge', [pin])).toMatchObject({ error: { code: 'SERVER_UNREACHABLE', detail: 'TOO_LARGE' } });
  const gone = { method: 'GET', url: 'https://127.0.0.1:1/', headers: {}, body: null, pins: [pin] } as const;
  expect(await http(gone)).toMatchObject({ error: { code: 'SERVER_UNREACHABLE', detail: 'ECONNREFUSED' } });
});

test('SE7: pins are written behind the address, as openssl prints them or base64url', () => {
  const standard = 'ab+/'.repeat(10) + 'abc=';
  const normal = `${'ab-_'.repeat(10)}abc`;
  expect(readServerUrl(`https://s.example/base/#sha256=${standard},${other}`)).toEqual({
    ok: true,
    value: { base: 'https://s.example/base', pins: [normal, other] },
  });
  for (const bad of ['#sha256=', '#sha256=short', `#md5=${other}`, `#sha256=${other},`, '#anything'])
    expect(readServerUrl(`https://s.example/${bad}`)).toMatchObject({ error: { code: 'SERVER_UNREACHABLE' } });
  expect(readServerUrl(`http://s.example/#sha256=${other}`).ok).toBe(false);
});
