import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { err, fault, ok, type Result } from '@pingjia/shared';

/** Held while a process writes a data folder; the kernel releases it when the process dies, however it dies. */
export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Takes the folder for this process. The lock is a socket named by the folder's real path (abstract on Linux, a named
 * pipe on Windows), so neither a stale file nor a reused process id can block or fool it. Errors: JOURNAL_LOCKED.
 * Limit: two Linux network namespaces that share the folder do not see each other.
 */
export async function lockFolder(folder: string): Promise<Result<FolderLock>> {
  const name = `pingjia-${createHash('sha256')
    .update(await realpath(folder))
    .digest('hex')
    .slice(0, 40)}`;
  const server = createServer((socket) => socket.destroy());
  server.unref();
  const failure = await listen(server, socketPath(name));
  if (failure?.code === 'EADDRINUSE') return err(fault('JOURNAL_LOCKED', folder));
  if (failure !== null) throw failure;
  return ok({ release: () => new Promise<void>((resolve) => server.close(() => resolve())) });
}

function socketPath(name: string): string {
  if (process.platform === 'linux') return `\0${name}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return `${tmpdir()}/${name}.sock`;
}

function listen(server: Server, path: string): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    server.once('error', resolve);
    server.listen(path, () => {
      // Whoever knocks and cannot be let in is no reason to end.
      server.on('error', () => {});
      resolve(null);
    });
  });
}
