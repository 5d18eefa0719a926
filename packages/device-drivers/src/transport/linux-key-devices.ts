import { readdir, readFile, realpath } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { KeyDeviceFacts, KeyDevices } from './key-devices.ts';
import { cleanSerialNumber } from './usb-identity.ts';

/** The folders that Linux and udev keep; another root in tests. */
export interface InputFolders {
  readonly names: string;
  readonly facts: string;
}

const linuxFolders: InputFolders = { names: '/dev/input', facts: '/sys/class/input' };

/** Keyboards as udev names them; none on systems that are no Linux. */
export function createLinuxKeyDevices({ names, facts }: InputFolders = linuxFolders): KeyDevices {
  async function factsOf(path: string): Promise<KeyDeviceFacts | null> {
    const node = await realpath(path).catch(() => null);
    if (node === null) return null;
    const read = (file: string): Promise<string> =>
      readFile(join(facts, basename(node), 'device', file), 'utf8').then(
        (text) => text.trim(),
        () => '',
      );
    const [vid, pid, serialNumber, name] = await Promise.all(['id/vendor', 'id/product', 'uniq', 'name'].map(read));
    return {
      path,
      vid: vid || null,
      pid: pid || null,
      serialNumber: cleanSerialNumber(serialNumber),
      name: name || null,
      bySocket: path.includes('/by-path/'),
    };
  }

  async function namesIn(folder: string): Promise<readonly string[]> {
    const all = await readdir(join(names, folder)).catch(() => []);
    return all.filter((name) => name.endsWith('-event-kbd')).map((name) => join(names, folder, name));
  }

  return {
    facts: factsOf,
    async list() {
      // by-id goes first: a device that has a name of its own is known by that.
      const paths = [...(await namesIn('by-id')), ...(await namesIn('by-path'))].sort(
        (a, b) => Number(a.includes('/by-path/')) - Number(b.includes('/by-path/')) || a.localeCompare(b),
      );
      const byNode = new Map<string, string>();
      for (const path of paths) {
        const node = await realpath(path).catch(() => null);
        if (node !== null && !byNode.has(node)) byNode.set(node, path);
      }
      const found = await Promise.all([...byNode.values()].map(factsOf));
      return found.filter((device) => device !== null);
    },
  };
}

export const linuxKeyDevices = createLinuxKeyDevices();
