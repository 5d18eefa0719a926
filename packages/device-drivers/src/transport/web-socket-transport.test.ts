import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, Socket } from 'node:net';
import { systemClock } from '@pingjia/shared';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { type ByteLog, createByteLog } from '../testing/byte-log.ts';
import { describeTransport } from '../testing/transport-contract.ts';
import { networkTimes } from './network-times.ts';
import type { TransportHandlers } from './transport.ts';
import { createWebSocketTransport, type WebSocketOptions } from './web-socket-transport.ts';

const silent = { data: () => undefined, closed: () => undefined };

function transportTo(port: number, frames: WebSocketOptions['frames'] = 'auto') {
  return createWebSocketTransport({ url: `ws://127.0.0.1:${port}/pad`, frames }, systemClock);
}

async function listen(port = 0): Promise<{ server: WebSocketServer; port: number; stop(): Promise<void> }> {
  const server = new WebSocketServer({ host: '127.0.0.1', port });
  await once(server, 'listening');
  return {
    server,
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        for (const client of server.clients) client.terminate();
        server.close(() => resolve());
      }),
  };
}

describeTransport(
  'web socket',
  async () => {
    let log: ByteLog = createByteLog();
    let far: WebSocket | undefined;
    let arrived: (() => void) | undefined;
    const meet = (socket: WebSocket): void => {
      log = createByteLog();
      far = socket.on('message', (data: Buffer) => log.data(data));
      socket.once('close', () => {
        if (far === socket) far = undefined;
      });
      arrived?.();
    };
    let running = await listen();
    const { port } = running;
    running.server.on('connection', meet);
    const nowhere = await listen();
    await nowhere.stop();

    return {
      near: transportTo(port),
      missing: transportTo(nowhere.port),
      far: {
        log: () => log,
        ready: () =>
          new Promise((resolve) => {
            if (far !== undefined) resolve();
            else arrived = resolve;
          }),
        write: (bytes) => new Promise((resolve) => far?.send(bytes, () => resolve())),
      },
      vanish: () => running.stop(),
      async comeBack() {
        running = await listen(port);
        running.server.on('connection', meet);
      },
      dispose: () => running.stop(),
    };
  },
  { kind: 'messages' },
);

describe('web socket transport', () => {
  async function meet(frames: WebSocketOptions['frames'] = 'auto') {
    const { server, port, stop } = await listen();
    onTestFinished(stop);
    const told: string[] = [];
    let closed: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const handlers: TransportHandlers = {
      data: (bytes) => void told.push(Buffer.from(bytes).toString()),
      refused: (reason) => void told.push(reason),
      closed(reason) {
        told.push(`closed ${reason?.code ?? null}`);
        closed();
      },
    };
    const transport = transportTo(port, frames);
    const connected = once(server, 'connection') as Promise<[WebSocket]>;
    expect(await transport.open(handlers)).toMatchObject({ ok: true });
    const [far] = await connected;
    return { transport, far, told, ended };
  }

  it.each([
    ['auto', '{"type":10}', false],
    ['auto', '\u00ff', true],
    ['binary', '{"type":10}', true],
  ] as const)('TR11: with frames=%s, %j goes as a binary frame: %s', async (frames, text, binary) => {
    const { transport, far } = await meet(frames);
    const heard = once(far, 'message');
    await transport.write(Buffer.from(text, 'latin1'));
    expect((await heard)[1]).toBe(binary);
    await transport.close();
  });

  it('TR11: the system is asked to notice a far end that vanished without a word', async () => {
    const keepAlive = vi.spyOn(Socket.prototype, 'setKeepAlive');
    onTestFinished(() => keepAlive.mockRestore());
    const { transport } = await meet();
    expect(keepAlive).toHaveBeenCalledWith(true, networkTimes.keepAlive);
    await transport.close();
  });

  it('TR11: a far end that says goodbye took its leave', async () => {
    const { far, told, ended } = await meet();
    far.close(1_000);
    await ended;
    expect(told).toEqual(['closed null']);
  });

  it('TR3: a frame that is too large is told and ends the connection', async () => {
    const { far, told, ended } = await meet();
    far.send(Buffer.alloc(65_537));
    await ended;
    expect(told).toEqual(['too-large', 'closed PAD_IO_FAILED']);
  });

  it('TR11: a server that is none for web sockets is PAD_IO_FAILED with its answer', async () => {
    const server = createServer((_request, response) => void response.writeHead(404).end());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const opened = await transportTo((server.address() as AddressInfo).port).open(silent);
    expect(opened).toMatchObject({ error: { code: 'PAD_IO_FAILED', detail: 'Unexpected server response: 404' } });
    server.close();
  });
});
