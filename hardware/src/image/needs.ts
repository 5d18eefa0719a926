import { existsSync } from 'node:fs';
import type { DebianNeed } from '@pingjia/tools/debian-packages';

/** What the guest machine is made of and runs on that npm does not bring. */
export const guestNeeds: readonly DebianNeed[] = [
  {
    package: 'qemu-system-x86',
    what: 'the machine the pads are plugged into',
    isThere: () => existsSync('/usr/bin/qemu-system-x86_64'),
  },
  { package: 'busybox-static', what: 'its first programs', isThere: () => existsSync('/bin/busybox') },
  { package: 'xz-utils', what: 'unpacking its kernel', isThere: () => existsSync('/usr/bin/xz') },
  { package: 'cpio', what: 'its first file system', isThere: () => existsSync('/usr/bin/cpio') },
  { package: 'udev', what: 'its device names', isThere: () => existsSync('/usr/bin/udevadm') },
  { package: 'e2fsprogs', what: 'its disks', isThere: () => existsSync('/sbin/mke2fs') },
];
