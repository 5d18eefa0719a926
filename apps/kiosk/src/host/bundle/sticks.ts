import { readdir, readFile, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stick } from '@pingjia/shared';
import type { StickPort } from './stick-desk.ts';
import { stickFolder } from './stick-folder.ts';

/** Where Linux desktops and udisks mount what somebody plugs in. */
const mountedAt = /^\/(?:run\/)?media\/|^\/mnt\//;

/** The mounts in a /proc/self/mounts that are somebody's stick; its octal escapes undone. */
export function stickFolders(mounts: string): readonly string[] {
  return mounts
    .split('\n')
    .map((line) => (line.split(' ')[1] ?? '').replaceAll(/\\([0-7]{3})/g, (_, code: string) => octal(code)))
    .filter((folder) => mountedAt.test(folder));
}

const octal = (code: string): string => String.fromCodePoint(Number.parseInt(code, 8));

/** Sticks that are plugged in and mounted; none where the system does not tell. */
export async function mountedSticks(): Promise<readonly Stick[]> {
  const mounts = await readFile('/proc/self/mounts', 'utf8').catch(() => '');
  const sticks = stickFolders(mounts).map(async (folder): Promise<Stick[]> => {
    const space = await statfs(folder).catch(() => null);
    return space === null ? [] : [{ folder, free: space.bavail * space.bsize }];
  });
  return (await Promise.all(sticks)).flat();
}

/** Receipts of a stick that are looked at, at most. */
const mostReceipts = 100;

/** The sticks of this machine. */
export const systemSticks: StickPort = {
  list: mountedSticks,
  target: stickFolder,
  async receipts(folder) {
    const names = (await readdir(folder)).filter((name) => name.endsWith('.pjr')).slice(0, mostReceipts);
    return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  },
};
