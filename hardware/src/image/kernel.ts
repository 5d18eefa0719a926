import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './run-command.ts';

export interface Kernel {
  /** The Debian package, which names the version. */
  readonly name: string;
  /** Unpacked: software emulation takes seconds to unpack it at every start. */
  readonly vmlinux: string;
  /** Folder with all its modules, at any depth. */
  readonly modules: string;
}

/**
 * Debian's generic kernel, unpacked under `cache` and kept there: the cloud kernel has no USB serial adapters. The newest
 * one that the machine's package lists name; without lists, the one that was kept. Throws where there is neither.
 */
export function provideKernel(cache: string): Kernel {
  const name = newestName() ?? keptName(cache);
  if (name === undefined) {
    throw new Error(
      'The guest needs a Debian kernel (linux-image-amd64), and this machine knows no package of that name. ' +
        'Run apt-get update as root, on Debian 12 or newer, then the same command again.',
    );
  }
  const folder = join(cache, name);
  if (!existsSync(folder)) unpack(name, cache, folder);
  return { name, vmlinux: join(folder, 'vmlinux'), modules: folder };
}

function newestName(): string | undefined {
  if (!existsSync('/usr/bin/apt-cache')) return undefined;
  const depends = runCommand('apt-cache', ['depends', 'linux-image-amd64']);
  return /Depends: (linux-image-[0-9][\w.+-]*-amd64)/.exec(depends)?.[1];
}

function keptName(cache: string): string | undefined {
  return globSync('linux-image-*', { cwd: cache }).sort().at(-1);
}

function unpack(name: string, cache: string, folder: string): void {
  console.log(`Fetching ${name} from Debian …`);
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'unpacking-'));
  try {
    runCommand('apt-get', ['download', '-qq', name], { cwd: work });
    const [archive = ''] = globSync('*.deb', { cwd: work });
    runCommand('dpkg', ['-x', archive, 'tree'], { cwd: work });
    const [vmlinuz = ''] = globSync('tree/boot/vmlinuz-*', { cwd: work });
    unpackKernel(join(work, vmlinuz), join(work, 'tree', 'vmlinux'));
    renameSync(join(work, 'tree'), folder);
  } catch (error) {
    throw new Error(
      `The kernel package ${name} could not be had from Debian. Check the network and the package lists (apt-get update), then run the same command again.`,
      { cause: error },
    );
  } finally {
    rmSync(work, { recursive: true });
  }
}

/** A bzImage is a small program with the kernel behind it as an xz stream; what follows the stream is xz's warning. */
function unpackKernel(bzImage: string, vmlinux: string): void {
  const at = readFileSync(bzImage).indexOf(Buffer.from('fd377a585a00', 'hex'));
  if (at === -1) throw new Error('its kernel is not packed with xz');
  runCommand('sh', ['-c', `tail -c +${at + 1} '${bzImage}' | xz -dcq --single-stream > '${vmlinux}'`]);
}
