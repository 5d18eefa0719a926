import { once } from 'node:events';
import { lstat, rm } from 'node:fs/promises';
import { createConnection, type ListenOptions, type Server } from 'node:net';
import { err, ok, type Result } from '@pingjia/shared';

/** Listens on a local socket path, in place of a socket that a killed process left. The error is a sentence. */
export async function listenOnPath(server: Server, path: string): Promise<Result<void, string>> {
  const first = await tryListen(server, { path });
  if (first === undefined) return ok();
  if (first.code !== 'EADDRINUSE') return err(`cannot listen on ${path}: ${first.message}`);
  if (!(await isAbandonedSocket(path))) return err(`${path} is in use`);
  await rm(path, { force: true });
  const second = await tryListen(server, { path });
  return second === undefined ? ok() : err(`cannot listen on ${path}: ${second.message}`);
}

/** Listens on a port of this machine only. The error is a sentence. */
export async function listenOnPort(server: Server, port: number): Promise<Result<void, string>> {
  const failed = await tryListen(server, { host: '127.0.0.1', port });
  return failed === undefined ? ok() : err(`cannot listen on port ${port}: ${failed.message}`);
}

/** Settles when the server and its path are gone; connections are the caller's. */
export async function stopListening(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  await closed;
}

function tryListen(server: Server, place: ListenOptions): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      server.off('listening', listening);
      resolve(error);
    };
    const listening = (): void => {
      server.off('error', failed);
      resolve(undefined);
    };
    server.once('error', failed);
    server.once('listening', listening);
    server.listen(place);
  });
}

async function isAbandonedSocket(path: string): Promise<boolean> {
  const stats = await lstat(path).catch(() => undefined);
  if (stats?.isSocket() !== true) return false;
  return new Promise((resolve) => {
    const probe = createConnection({ path });
    probe.once('connect', () => {
      probe.destroy();
      resolve(false);
    });
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNREFUSED'));
  });
}
