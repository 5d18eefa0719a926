import { expect, test } from 'vitest';
import { stickFolders } from '../../src/host/bundle/sticks.ts';

test('BU17: sticks are what is mounted below /media, /run/media and /mnt and can be written, with their odd names read right', () => {
  const mounts = [
    '/dev/sda1 / ext4 rw 0 0',
    '/dev/sdb1 /media/wang/KINGSTON vfat rw 0 0',
    String.raw`/dev/sdc1 /run/media/li/MY\040STICK\0111 exfat rw 0 0`,
    '/dev/sdd1 /mnt/usb ext4 rw,errors=remount-ro 0 0',
    '/dev/sde1 /media/wang/INSTALLER iso9660 nosuid,ro 0 0',
    'tmpfs /media2 tmpfs rw 0 0',
    'garbage',
    '',
  ].join('\n');
  expect(stickFolders(mounts)).toEqual(['/media/wang/KINGSTON', '/run/media/li/MY STICK\t1', '/mnt/usb']);
});
