import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import type { LookAtNode } from '../discovery/list-pads.ts';
import { groupOf } from './denied.ts';

const refusals: readonly (string | undefined)[] = ['EACCES', 'EPERM'];

/** Asks the system; what is no node at all, as ports are on other systems, is not refused. */
export const lookAtNode: LookAtNode = async (path) => {
  const error = await access(path, constants.R_OK | constants.W_OK).catch((error: NodeJS.ErrnoException) => error);
  return { allowed: !refusals.includes(error?.code), group: await groupOf(path) };
};
