import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.ts';
import { guestRoles } from './guest-roles.ts';
import { modulesInOrder } from './kernel-modules.ts';
import { runCommand } from './run-command.ts';

/** The first file system: enough to load each role's modules and to find the system disk. */
export function writeInitramfs(options: { readonly file: string; readonly modules: string; readonly work: string }) {
  const { file, modules, work } = options;
  for (const folder of ['bin', 'modules', 'dev', 'proc', 'sys', 'system']) {
    mkdirSync(join(work, folder), { recursive: true });
  }
  copyFileSync('/bin/busybox', join(work, 'bin', 'busybox'));
  copyFileSync(join(root, 'hardware', 'guest', 'initramfs-init.sh'), join(work, 'init'));
  for (const [role, names] of Object.entries(guestRoles)) {
    const ordered = modulesInOrder(modules, names);
    for (const module of ordered) copyFileSync(module.file, join(work, 'modules', `${module.name}.ko`));
    writeFileSync(join(work, 'modules', role), ordered.map(({ name }) => `${name}\n`).join(''));
  }
  runCommand('sh', ['-c', `chmod 755 init && find . | cpio -o -H newc --quiet | gzip -1 > '${file}'`], { cwd: work });
}
