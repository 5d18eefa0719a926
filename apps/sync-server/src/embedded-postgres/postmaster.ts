import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import type { Account } from './account.ts';
import type { Placement } from './placement.ts';

/**
 * Runs PostgreSQL ("$@") and, beside it, a guard on standard input: when that ends, because the server closed it or was
 * killed, the database gets a fast shutdown. So it never outlives its server. Own session: Ctrl-C at the terminal does
 * not reach it before the server has let go of it.
 */
const guarded = `exec 3<&0
"$@" 3<&- </dev/null & database=$!
(cat <&3 >/dev/null; kill -INT $database) 2>/dev/null & guard=$!
exec 3<&-
wait $database; outcome=$?
kill $guard 2>/dev/null
exit $outcome`;

const settings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '100',
  shared_buffers: '128MB',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_wal_size: '2GB',
  log_min_messages: 'warning',
  timezone: 'UTC',
} as const;

export interface Postmaster {
  /** Resolves when the database has ended, with its exit code. */
  readonly ended: Promise<number | null>;
  /** Fast shutdown: transactions in flight are rolled back, everything committed is on disk. */
  stop(): Promise<void>;
}

export function startPostmaster(
  { home, binaries }: Placement,
  socketFolder: string,
  account: Account | null,
): Postmaster {
  const log = openSync(join(home, 'postgres.log'), 'a', 0o600);
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = [join(binaries, 'bin', 'postgres'), '-D', join(home, 'cluster'), '-k', socketFolder, ...options];
  let child: ChildProcess;
  try {
    child = spawn('/bin/sh', ['-c', guarded, 'pingjia-database', ...command], {
      detached: true,
      cwd: '/',
      env: { PATH: '/usr/bin:/bin', TZ: 'UTC' },
      stdio: ['pipe', log, log],
      ...account,
    });
  } finally {
    closeSync(log);
  }
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', (code) => {
      child.stdin?.destroy();
      resolve(code);
    });
  });
  // The server alone decides how long its process lives; should it die, the guard sees the pipe close.
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
  return {
    ended,
    async stop() {
      child.ref();
      child.stdin?.end();
      await ended;
    },
  };
}
