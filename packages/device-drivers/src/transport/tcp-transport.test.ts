import { systemClock } from '@pingjia/shared';
import { ManualClock } from '@pingjia/shared/testing';
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { createStreamFarEnd } from '../testing/stream-far-end.ts';
import { describeTransport } from '../testing/transport-contract.ts';
import { createTcpTransport } from './tcp-transport.ts';

const silent = { data: () => undefined, closed: () => undefined };
const here = (port: number): { host: string; port: number } => ({ host: '127.0.0.1', port });

async function listen(server: Server, port = 0): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describeTransport('tcp', async () => {
  const { server, far, hangUp } = createStreamFarEnd();
  const port = await listen(server);
  const nowhere = createServer();
  const free = await listen(nowhere);
  nowhere.close();

  async function vanish(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    hangUp();
    await closed;
  }

  return {
    near: createTcpTransport(here(port), systemClock),
    missing: createTcpTransport(here(free), systemClock),
    far,
    vanish,
    comeBack: async () => void (await listen(server, port)),
    dispose: vanish,
  };
});

it('TR8: a connection that nobody answers is given up after its time', async () => {
  const clock = new ManualClock();
  // 203.0.113.0/24 is for documentation (RFC 5737): nobody answers there.
  const transport = createTcpTransport({ host: '203.0.113.1', port: 9 }, clock);
  const opening = transport.open(silent);
  await Promise.resolve();
  await clock.advanceAsync(5_000);
  expect(await opening).toMatchObject({ error: { code: 'PAD_NOT_FOUND' } });
  expect(clock.pending).toBe(0);
});

it('TR8: close() while connecting ends the attempt', async () => {
  const clock = new ManualClock();
  const server = createServer();
  const port = await listen(server);
  const transport = createTcpTransport(here(port), clock);
  const opening = transport.open(silent);
  await transport.close();
  expect(await opening).toMatchObject({ ok: false });
  expect(clock.pending).toBe(0);
  server.close();
});
