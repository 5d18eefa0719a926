import { readdir, readFile, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Stick } from '@pingjia/shared';
import { readPlainFile } from './plain-file.ts';
import type { StickPort } from './stick-desk.ts';
import { stickFolder } from './stick-folder.ts';
import { maxReceiptText } from './take-receipts.ts';

/** Where Linux desktops and udisks mount what somebody plugs in. */
const mountedAt = /^\/(?:run\/)?media\/|^\/mnt\//;

/** The mounts in a /proc/self/mounts that are somebody's stick and can be written; its octal escapes undone. */
export function stickFolders(mounts: string): readonly string[] {
  return mounts
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, , , options = '']) => !options.split(',').includes('ro'))
    .map(([, folder = '']) => folder.replaceAll(/\\([0-7]{3})/g, (_, code: string) => octal(code)))
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
const mostReceipts = 10_000;

/** The sticks of this machine. */
export const systemSticks: StickPort = {
  list: mountedSticks,
  target: stickFolder,
  receipts: stickReceipts,
};

/** One at a time: a stick may hold those of a whole province, and whatever else somebody put there. */
export async function* stickReceipts(folder: string): AsyncGenerator<string> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.pjr')).toSorted();
  for (const name of names.slice(0, mostReceipts)) {
    const text = await readPlainFile(join(folder, name), maxReceiptText).catch(() => null);
    if (text !== null) yield text;
  }
}
