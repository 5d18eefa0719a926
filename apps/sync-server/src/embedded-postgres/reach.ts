import { type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Account } from './account.ts';

/** Whether `account` may pass through every folder down to and including `folder` (which must exist). */
export function canReach(folder: string, account: Account): boolean {
  for (let step = folder; ; step = dirname(step)) {
    if (!mayEnter(statSync(step), account)) return false;
    if (step === dirname(step)) return true;
  }
}

function mayEnter(folder: Stats, { uid, gid }: Account): boolean {
  if (folder.uid === uid) return (folder.mode & 0o100) !== 0;
  if (folder.gid === gid) return (folder.mode & 0o010) !== 0;
  return (folder.mode & 0o001) !== 0;
}
