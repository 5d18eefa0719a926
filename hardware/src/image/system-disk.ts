import { chmodSync, copyFileSync, cpSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../root.ts';
import { nativeModulesIn } from './guest-programs.ts';
import { runCommand } from './run-command.ts';
import { sharedLibrariesOf } from './shared-libraries.ts';

const diskBytes = 512 * 1024 * 1024;

/** The programs of busybox that the guest's start uses. */
const tools = ['sh', 'mount', 'mkdir', 'cat', 'echo', 'chmod', 'poweroff'];

/** The groups that udev's own rules name. */
const groups = 'root tty disk lp dialout cdrom tape audio video plugdev kmem input render sgx kvm nogroup'.split(' ');

/** The read-only disk with Node, udev and the guest's programs on it. */
export function writeSystemDisk(options: {
  readonly file: string;
  readonly programs: string;
  readonly node: string;
  readonly work: string;
}): void {
  const { file, programs, node, work } = options;
  const place = (path: string) => {
    const target = join(work, path);
    mkdirSync(dirname(target), { recursive: true });
    return target;
  };
  for (const folder of ['dev', 'proc', 'sys', 'run', 'tmp', 'data']) mkdirSync(join(work, folder), { recursive: true });
  copyFileSync(join(root, 'hardware', 'guest', 'init.sh'), place('init'));
  chmodSync(place('init'), 0o755);
  copyFileSync('/bin/busybox', place('bin/busybox'));
  for (const tool of tools) symlinkSync('busybox', place(`bin/${tool}`));
  copyFileSync(node, place('usr/bin/node'));
  copyFileSync('/usr/bin/udevadm', place('usr/bin/udevadm'));
  symlinkSync('/usr/bin/udevadm', place('lib/systemd/systemd-udevd'));
  cpSync('/lib/udev/rules.d', place('lib/udev/rules.d'), { recursive: true, dereference: true });
  cpSync(programs, place('app'), { recursive: true });
  writeFileSync(
    place('etc/group'),
    groups.map((name, index) => `${name}:x:${name === 'nogroup' ? 65534 : index}:\n`).join(''),
  );
  writeFileSync(place('etc/passwd'), 'root:x:0:0::/:/bin/sh\nnobody:x:65534:65534::/:/bin/sh\n');
  for (const library of sharedLibrariesOf([node, '/usr/bin/udevadm', ...nativeModulesIn(programs)])) {
    copyFileSync(library, place(library));
  }
  writeFileSync(file, '');
  truncateSync(file, diskBytes);
  runCommand('/sbin/mke2fs', ['-q', '-t', 'ext4', '-O', '^has_journal', '-E', 'root_owner=0:0', '-d', work, file]);
}
