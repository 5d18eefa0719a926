import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readIfPresent, syncFolder, writePrivateFile } from '@pingjia/node-platform';
import type { Account } from './account.ts';
import type { Placement } from './placement.ts';

export const superuser = 'pingjia';

/** Makes the cluster unless it exists; answers its password. A cluster half made by a killed run is made again. */
export async function initialise({ home, binaries }: Placement, account: Account | null): Promise<string> {
  const passwordFile = join(home, 'password');
  const cluster = join(home, 'cluster');
  const known = readIfPresent(passwordFile)?.toString('utf8').trim();
  if (known !== undefined && existsSync(cluster)) return known;
  if (existsSync(cluster))
    throw new Error(`${passwordFile} is missing: restore it, or the database in ${cluster} cannot be opened.`);
  const password = known ?? randomBytes(24).toString('base64url');
  writePrivateFile(passwordFile, `${password}\n`);
  if (account !== null) chownSync(passwordFile, account.uid, account.gid);
  const draft = `${cluster}.new`;
  rmSync(draft, { recursive: true, force: true });
  await promisify(execFile)(
    join(binaries, 'bin', 'initdb'),
    [
      `--pgdata=${draft}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
      '--auth=scram-sha-256',
    ],
    { cwd: '/', env: { PATH: '/usr/bin:/bin', TZ: 'UTC' }, ...account },
  );
  renameSync(draft, cluster);
  syncFolder(home);
  return password;
}

/** The folder of the Unix socket: beside the cluster, or in the temporary folder if the path is too long for a socket. */
export function makeSocketFolder({ home }: Placement, account: Account | null, temporary: string): string {
  // sun_path holds 107 bytes, of which PostgreSQL's own file name takes up to 20.
  const inside = join(home, 'run');
  const folder =
    Buffer.byteLength(inside) <= 87
      ? inside
      : join(temporary, `pingjia-${process.pid}-${randomBytes(4).toString('hex')}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account !== null) chownSync(folder, account.uid, account.gid);
  return folder;
}
