import { connect, type Socket } from 'node:net';
import { batchContentType, bundleContentType } from '@pingjia/shared';
import { ManualClock } from '@pingjia/shared/testing';
import { expect, test } from 'vitest';
import { farewell } from '../src/http/close-gracefully.ts';
import { requestPatience } from '../src/http/patience.ts';
import { startTestServer, testCredentials, type TestServer, withServer } from '../src/testing/index.ts';

interface Client {
  readonly socket: Socket;
  /** Resolves once the server has everything that was written so far. */
  arrived(): Promise<void>;
  /** Everything the server said, once the connection is closed. */
  readonly ended: Promise<string>;
}

/** A connection that has sent `text` and no more; resolves once the server has begun with its request. */
async function began({ url, app }: TestServer, text: string): Promise<Client> {
  const accepted = new Promise<Socket>((resolve) => app.server.once('connection', resolve));
  const request = new Promise((resolve) => app.server.once('request', resolve));
  const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text));
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk.toString();
  });
  socket.on('error', () => undefined);
  const ended = new Promise<string>((resolve) => socket.once('close', () => resolve(answer)));
  const far = await accepted;
  await request;
  return { socket, ended, arrived: () => until(() => far.bytesRead === socket.bytesWritten) };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

const head = (path: string, type: string, length: number) =>
  [
    `POST ${path} HTTP/1.1`,
    'host: server',
    `authorization: Bearer ${testCredentials.apiToken}`,
    `content-type: ${type}`,
    `content-length: ${length}`,
    'connection: close',
    '\r\n',
  ].join('\r\n');

const batchPath = '/api/v1/devices/00000000-0000-4000-8000-000000000000/batches';

test('SE10: a request that does not arrive within a minute is given up', () => {
  const clock = new ManualClock();
  return withServer(
    async (server) => {
      const clients = [
        await began(server, `${head(batchPath, batchContentType, 1_000)}half`),
        await began(server, `${head('/api/v1/session', 'application/json', 100)}{`),
      ];
      clock.advance(requestPatience);
      expect(await Promise.all(clients.map(({ ended }) => ended))).toEqual(['', '']);
    },
    { clock },
  );
});

test('SE10: a bundle may take as long as its bytes keep coming, and not longer', () => {
  const clock = new ManualClock();
  return withServer(
    async (server) => {
      const text = 'PJBUNDLE1\n and nothing that could be a frame';
      const [lasting, silent] = [
        await began(server, head('/api/v1/bundles', bundleContentType, text.length)),
        await began(server, head('/api/v1/bundles', bundleContentType, text.length)),
      ];
      for (const byte of text.slice(0, 8)) {
        lasting.socket.write(byte);
        await lasting.arrived();
        clock.advance(requestPatience);
      }
      expect(await silent.ended).toBe('');
      lasting.socket.write(text.slice(8));
      expect(await lasting.ended).toContain('BUNDLE_MALFORMED');
    },
    { clock },
  );
});

test('SE10: who neither sends nor reads does not keep the server from stopping', async () => {
  const clock = new ManualClock();
  const server = await startTestServer({ clock });
  const stalled = [
    await began(server, `${head(batchPath, batchContentType, 1_000)}half`),
    await began(server, `${head('/api/v1/bundles', bundleContentType, 1_000)}PJ`),
  ];
  const stopped = server.stop();
  await until(() => !server.app.server.listening);
  clock.advance(farewell);
  await Promise.all([stopped, ...stalled.map(({ ended }) => ended)]);
});

test('SE14: a stranger’s large body is refused by its head, before any of it is held', () =>
  withServer(async (server) => {
    const chunked = head(batchPath, batchContentType, 1).replace('content-length: 1', 'transfer-encoding: chunked');
    for (const text of [head(batchPath, batchContentType, 1_000_000), chunked]) {
      const { socket, ended } = await began(server, text);
      const answer = await new Promise((resolve) => socket.once('data', (data) => resolve(String(data))));
      expect(answer).toContain('PROTOCOL_MISSING');
      socket.destroy();
      await ended;
    }
  }));

test('SE14: a device’s large body is read, whatever comes of it', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const large = Buffer.alloc(1_000_000, 7);
    expect((await device.pushBody(large)).code).toBe('BATCH_MALFORMED');
    expect((await device.pushBody(large, { arrivingBody: Buffer.alloc(1_000_000, 8) })).code).toBe(
      'CONTENT_DIGEST_MISMATCH',
    );
    expect((await device.pushBody(large, { nonce: 'bygone' })).code).toBe('NONCE_STALE');
    const stranger = await server.enrolled();
    const forged = stranger.call({ path: device.path('batches'), body: large, contentType: batchContentType });
    expect((await forged).code).toBe('SIGNATURE_INVALID');
  }));
