import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { createServer } from 'node:net';
import { FaultError } from '@pingjia/shared';
import { isErrno } from './private-file.ts';

/**
 * Takes the data folder for this process; resolves to its release. The kernel releases it when the process dies, however
 * it dies: the lock is an abstract socket named by the folder's real path. Throws FaultError JOURNAL_LOCKED.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32);
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(isErrno(error, 'EADDRINUSE') ? new FaultError('JOURNAL_LOCKED', folder) : error),
    );
    server.listen({ path: `\0pingjia-server-${name}` }, resolve);
  });
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}
