import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { listenOnPath, stopListening } from '../simulate/listen.ts';
import { createStreamFarEnd } from '../testing/stream-far-end.ts';
import { describeTransport } from '../testing/transport-contract.ts';
import { createSocketTransport } from './socket-transport.ts';

const silent = { data: () => undefined, closed: () => undefined };

describeTransport('socket', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-socket-'));
  const path = join(folder, 'pad.sock');
  const { server, far, hangUp } = createStreamFarEnd();
  const listen = async (): Promise<void> => expect(await listenOnPath(server, path)).toMatchObject({ ok: true });

  async function vanish(): Promise<void> {
    const stopped = stopListening(server);
    hangUp();
    await stopped;
  }
  await listen();

  return {
    near: createSocketTransport(path),
    missing: createSocketTransport(join(folder, 'missing.sock')),
    far,
    vanish,
    comeBack: listen,
    async dispose() {
      await vanish();
      await rm(folder, { recursive: true });
    },
  };
});

describe('socket transport', () => {
  it('DV6: a write that nobody takes ends with close()', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pingjia-socket-'));
    const deaf: Socket[] = [];
    const server = createServer({ pauseOnConnect: true }, (socket) => void deaf.push(socket));
    await listenOnPath(server, join(folder, 'pad.sock'));
    const transport = createSocketTransport(join(folder, 'pad.sock'));
    await transport.open(silent);
    const stuck = transport.write(new Uint8Array(10_000_000));
    await transport.close();
    expect(await stuck).toMatchObject({ error: { code: 'PAD_IO_FAILED' } });
    for (const socket of deaf) socket.destroy();
    await stopListening(server);
    await rm(folder, { recursive: true });
  });

  it('DV1: a path that is no socket, or too long for one, is refused without a throw', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pingjia-socket-'));
    const file = join(folder, 'file');
    await writeFile(file, 'no socket');
    expect(await createSocketTransport(file).open(silent)).toMatchObject({ ok: false });
    expect(await createSocketTransport(join(folder, 'x'.repeat(500))).open(silent)).toMatchObject({ ok: false });
    await rm(folder, { recursive: true });
  });
});
