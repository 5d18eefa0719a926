import { readFile, stat } from 'node:fs/promises';
import { type Fault, fault } from '@pingjia/shared';
import { type LockedDevice, mendingCommand } from '../discovery/mending.ts';

/** PAD_PERMISSION_DENIED for a device node of this machine, with the command that mends it. */
export async function denied(device: Omit<LockedDevice, 'group'>): Promise<Fault> {
  const command = mendingCommand({ ...device, group: await groupOf(device.path) });
  return fault('PAD_PERMISSION_DENIED', `${device.path}; run: ${command}`);
}

/** The name of the group that owns a file; null where it cannot be told, as on systems without groups. */
export async function groupOf(path: string): Promise<string | null> {
  try {
    const { gid } = await stat(path);
    const groups = await readFile('/etc/group', 'utf8');
    return new RegExp(`^([^:\\n]+):[^:\\n]*:${gid}:`, 'm').exec(groups)?.[1] ?? null;
  } catch {
    return null;
  }
}
