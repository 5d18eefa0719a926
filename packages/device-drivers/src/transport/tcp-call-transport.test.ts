import { type Clock, systemClock } from '@pingjia/shared';
import { ManualClock } from '@pingjia/shared/testing';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ByteLog, createByteLog } from '../testing/byte-log.ts';
import { describeTransport } from '../testing/transport-contract.ts';
import { networkTimes } from './network-times.ts';
import { createTcpCallTransport, maxWaitingCalls } from './tcp-call-transport.ts';
import type { TransportHandlers } from './transport.ts';

const here = (port: number): { host: string; port: number } => ({ host: '127.0.0.1', port });
const nothing = new Uint8Array();

async function listen(server: Server, port = 0): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describeTransport(
  'tcp-call',
  async () => {
    const log: ByteLog = createByteLog();
    let answer: Uint8Array | undefined;
    // A device that answers a call at once when it has something to say, else after it was told something.
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      if (answer !== undefined) socket.end(answer);
      answer = undefined;
      socket.on('data', (bytes) => {
        log.data(bytes);
        socket.end();
      });
    });
    const port = await listen(server);
    const nowhere = createServer();
    const free = await listen(nowhere);
    nowhere.close();
    const near = createTcpCallTransport(here(port), systemClock);

    async function stop(): Promise<void> {
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      await closed;
    }

    return {
      near,
      missing: createTcpCallTransport(here(free), systemClock),
      far: {
        log: () => log,
        ready: () => Promise.resolve(),
        async write(bytes) {
          answer = bytes;
          await near.write(nothing);
        },
      },
      async vanish() {
        await stop();
        await near.write(nothing);
      },
      comeBack: async () => void (await listen(server, port)),
      async dispose() {
        await near.close();
        await stop();
      },
    };
  },
  { kind: 'messages' },
);

/** A device whose every call is met by `meet`; the first one, of opening, is let go. */
async function setUp(meet: (socket: Socket) => void, clock: Clock = new ManualClock()) {
  const told: string[] = [];
  const calls: Socket[] = [];
  let called: () => void = () => undefined;
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    calls.push(socket);
    if (calls.length > 1) meet(socket);
    called();
  });
  const port = await listen(server);
  const transport = createTcpCallTransport(here(port), clock);
  const handlers: TransportHandlers = {
    data: (bytes) => void told.push(Buffer.from(bytes).toString()),
    refused: (reason) => void told.push(reason),
    closed: (reason) => void told.push(`closed ${reason?.code}`),
  };
  expect(await transport.open(handlers)).toMatchObject({ ok: true });
  onTestFinished(async () => {
    await transport.close();
    for (const socket of calls) socket.destroy();
    server.close();
  });
  const nextCall = (): Promise<void> => new Promise((resolve) => void (called = resolve));
  return { told, transport, calls, nextCall };
}

describe('tcp-call transport', () => {
  it('TR9: an answer in several parts is one message, complete when the far end falls silent', async () => {
    const { told, transport } = await setUp((socket) => {
      socket.once('data', () => {
        socket.write('Recv');
        socket.write('CmdOK');
      });
    }, systemClock);
    expect(await transport.write(Buffer.from('SE'))).toMatchObject({ ok: true });
    expect(told).toEqual(['RecvCmdOK']);
  });

  it('TR9: no answer in time is none, and the next call is made', async () => {
    const clock = new ManualClock();
    let heard: () => void = () => undefined;
    const { told, transport } = await setUp((socket) => void socket.once('data', () => heard()), clock);
    for (let call = 0; call < 2; call += 1) {
      const asked = new Promise<void>((resolve) => {
        heard = resolve;
      });
      const written = transport.write(Buffer.from('SE'));
      await asked;
      clock.advance(networkTimes.answer);
      expect(await written).toMatchObject({ ok: true });
    }
    expect(told).toEqual([]);
  });

  it('TR9: a far end that hangs up without a word has answered with an empty message', async () => {
    const { told, transport } = await setUp((socket) => void socket.once('data', () => socket.end()));
    expect(await transport.write(Buffer.from('SE'))).toMatchObject({ ok: true });
    expect(told).toEqual(['']);
  });

  it('TR9: an answer that never ends is cut off, and the next call is made', async () => {
    const clock = new ManualClock();
    let heard: (socket: Socket) => void = () => undefined;
    const { told, transport } = await setUp((socket) => void socket.once('data', () => heard(socket)), clock);
    const asked = new Promise<Socket>((resolve) => {
      heard = resolve;
    });
    const written = transport.write(Buffer.from('SE'));
    const far = await asked;
    const call = { isOver: false };
    void written.then(() => (call.isOver = true));
    const byteHeard = (): Promise<void> => new Promise((resolve) => void far.write('S', () => setImmediate(resolve)));
    while (!call.isOver) {
      await byteHeard();
      clock.advance(networkTimes.idle / 2);
    }
    expect(clock.monotonic()).toBeLessThanOrEqual(networkTimes.call + networkTimes.idle);
    expect(told).toHaveLength(1);
    heard = (socket) => socket.end('x');
    expect(await transport.write(Buffer.from('SE'))).toMatchObject({ ok: true });
    expect(told.at(-1)).toBe('x');
  });

  it('TR3: an answer that is too large is refused and told, and the next call is made', async () => {
    let size = 70_000;
    const { told, transport } = await setUp((socket) => {
      socket.end(Buffer.alloc(size, 0x61));
      size = 3;
    });
    expect(await transport.write(nothing)).toMatchObject({ ok: true });
    expect(await transport.write(nothing)).toMatchObject({ ok: true });
    expect(told).toEqual(['too-large', 'aaa']);
  });

  it('TR9: calls follow one another, and only so many wait', async () => {
    const { transport, calls } = await setUp((socket) => void socket.end('x'));
    const writes = Array.from({ length: maxWaitingCalls + 1 }, () => transport.write(nothing));
    const outcomes = await Promise.all(writes);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(maxWaitingCalls);
    expect(outcomes.at(-1)).toMatchObject({ error: { code: 'PAD_IO_FAILED' } });
    expect(calls).toHaveLength(1 + maxWaitingCalls);
  });

  it('TR9: close() ends a call under way and those that wait', async () => {
    const { transport, nextCall } = await setUp(() => undefined);
    const call = nextCall();
    const writes = [transport.write(nothing), transport.write(nothing)];
    await call;
    await transport.close();
    for (const outcome of await Promise.all(writes)) expect(outcome).toMatchObject({ ok: false });
  });
});
