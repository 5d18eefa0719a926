import { type AddressInfo, createServer, type Socket } from 'node:net';
import { ManualClock } from '@pingjia/shared/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HttpPort, HttpRequest } from '../../src/host/sync/http-port.ts';
import { createNodeHttp } from '../../src/host/sync/node-http.ts';
import { patienceTimes } from '../../src/host/sync/patience.ts';
import { FickleLine } from './fickle-line.ts';

let line: FickleLine;
let clock: ManualClock;
let network: AbortController;
let http: HttpPort;

beforeEach(async () => {
  line = await FickleLine.open();
  clock = new ManualClock();
  network = new AbortController();
  http = createNodeHttp(network.signal, clock);
});

afterEach(async () => {
  network.abort();
  await line.close();
});

const { connect, answer, slowest } = patienceTimes;
const request = (bytes = 100, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'POST',
  url: `${line.url}/batch`,
  headers: {},
  body: new Uint8Array(bytes),
  ...more,
});
const timedOut = { ok: false, error: { code: 'SERVER_UNREACHABLE', detail: 'ETIMEDOUT' } };

/** A server for one test that does with its connections what it likes; its address, and what undoes it. */
async function withServer(onConnection: (socket: Socket) => void, run: (port: number) => Promise<void>) {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    onConnection(socket);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  try {
    await run((server.address() as AddressInfo).port);
  } finally {
    server.close();
    for (const socket of sockets) socket.destroy();
  }
}

test('SY66: a kept connection that died without a word is given up, and the same request arrives at once on a new one', async () => {
  expect(await http(request())).toMatchObject({ ok: true });
  line.forgetConnections();
  const sent = http(request());
  await vi.waitFor(() => expect(line.swallowed).toBeGreaterThan(100));
  expect(line.connections).toBe(1);
  clock.advance(answer + 100);
  expect(await sent).toMatchObject({ ok: true });
  expect(line.connections).toBe(2);
  expect(line.served.length).toBe(2);
  expect(clock.pending).toBe(0);
});

test('SY66: a kept connection that was reset costs no time at all', async () => {
  expect(await http(request())).toMatchObject({ ok: true });
  line.resetConnections();
  expect(await http(request())).toMatchObject({ ok: true });
  expect(clock.monotonic()).toBe(0);
});

test('SY66: while the line is down a request fails after two waits, and the next one after its return uses a new connection', async () => {
  expect(await http(request())).toMatchObject({ ok: true });
  line.forgetConnections();
  line.isDown = true;
  const sent = http(request());
  await vi.waitFor(() => expect(line.swallowed).toBeGreaterThan(100));
  clock.advance(answer + 100);
  const first = line.swallowed;
  await vi.waitFor(() => expect(line.swallowed).toBeGreaterThan(first));
  clock.advance(answer + 100);
  expect(await sent).toEqual(timedOut);
  line.isDown = false;
  const before = line.connections;
  expect(await http(request())).toMatchObject({ ok: true });
  expect(line.connections).toBe(before + 1);
  expect(clock.monotonic()).toBe(2 * (answer + 100));
});

test('SY66: a new connection that fails is not tried again', async () => {
  line.isDown = true;
  const sent = http(request());
  await vi.waitFor(() => expect(line.swallowed).toBeGreaterThan(100));
  clock.advance(answer + 100);
  expect(await sent).toEqual(timedOut);
  expect(line.connections).toBe(1);
});

test('SY66: every request after a failure uses a new connection, however many were kept', async () => {
  await Promise.all([http(request()), http(request()), http(request())]);
  const made = line.connections;
  expect(made).toBeGreaterThan(1);
  line.forgetConnections();
  const sent = http(request());
  await vi.waitFor(() => expect(line.swallowed).toBeGreaterThan(100));
  clock.advance(answer + 100);
  await sent;
  await Promise.all([http(request()), http(request())]);
  expect(line.served.length).toBe(6);
  expect(clock.monotonic()).toBe(answer + 100);
});

test('SY65: how long a request waits follows what it sends', async () => {
  line.isDown = true;
  for (const bytes of [1_024, 512 * 1_024, 2 * 1_024 * 1_024]) {
    const before = line.swallowed;
    const sent = http(request(bytes));
    let isOver = false;
    void sent.then(() => {
      isOver = true;
    });
    await vi.waitFor(() => expect(line.swallowed - before).toBeGreaterThan(bytes));
    await clock.advanceAsync(answer + bytes / slowest - 1);
    expect(isOver).toBe(false);
    clock.advance(2);
    expect(await sent).toEqual(timedOut);
  }
});

test('SY65: a server that takes the connection and never speaks TLS is given up as one that cannot be reached', () =>
  withServer(
    () => {},
    async (port) => {
      for (const pins of [[], ['A'.repeat(43)]]) {
        const sent = http(request(10, { url: `https://127.0.0.1:${port}/`, pins }));
        await vi.waitFor(() => expect(clock.pending).toBe(1));
        clock.advance(connect + 1);
        expect(await sent).toEqual(timedOut);
      }
    },
  ));

test('SY65: an answer that trickles is cut off', () => {
  let socket: Socket | undefined;
  return withServer(
    (taken) => {
      taken.once('data', () => {
        taken.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n');
        socket = taken;
      });
    },
    async (port) => {
      const sent = http(request(16, { url: `http://127.0.0.1:${port}/` }));
      await vi.waitFor(() => expect(socket).toBeDefined());
      for (let second = 0; second < (answer + 2_000) / 1_000; second += 1) {
        socket?.write('x');
        await clock.advanceAsync(1_000);
      }
      expect(await sent).toEqual(timedOut);
    },
  );
});

test('SY68: a body kept back by a byte arrives when it is released; given up, it never does', async () => {
  let release: (isWanted: boolean) => void = () => {};
  const kept = () =>
    new Promise<boolean>((resolve) => {
      release = resolve;
    });
  const given = http(request(500, { url: `${line.url}/given`, release: kept() }));
  const isWanted = release;
  const other = http(request(500, { url: `${line.url}/other`, release: kept() }));
  await vi.waitFor(() => expect(line.connections).toBe(2));
  clock.advance(connect - 1);
  expect(line.served).toEqual([]);
  isWanted(true);
  expect(await given).toMatchObject({ ok: true, value: { status: 200 } });
  release(false);
  expect(await other).toMatchObject({ ok: false });
  expect(line.served).toEqual([{ path: '/given', bytes: 500 }]);
});

test('SY68: a body that was kept back on a connection that died meanwhile is not sent again by itself', async () => {
  expect(await http(request())).toMatchObject({ ok: true });
  const held = http(request(500, { release: new Promise(() => {}) }));
  line.resetConnections();
  expect(await held).toMatchObject({ ok: false, error: { code: 'SERVER_UNREACHABLE' } });
  expect(line.served.length).toBe(1);
});

test('an answer that switches protocols, ends early or is none at all is a fault', async () => {
  const answers = [
    'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
    'HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n123',
    'SSH-2.0-OpenSSH\r\n',
    '',
  ];
  for (const text of answers) {
    await withServer(
      (socket) => socket.once('data', () => socket.end(text)),
      async (port) => {
        const sent = await http(request(10, { url: `http://127.0.0.1:${port}/` }));
        expect(sent).toMatchObject({ ok: false, error: { code: 'SERVER_UNREACHABLE' } });
      },
    );
  }
});
