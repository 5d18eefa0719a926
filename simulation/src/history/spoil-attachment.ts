import type { SimulatedDisk } from '@pingjia/kiosk/host/testing/simulated-disk';

/** Cuts, spoils or takes away the sealed file at `where` (0 to 1) of those on a disk. */
export function spoilAttachment(disk: SimulatedDisk, how: 'cut' | 'rot' | 'remove', where: number): void {
  const paths = disk.paths.filter((path) => /\/attachments\/[\w-]{43}$/.test(path));
  const path = paths[Math.floor(where * paths.length)];
  if (path === undefined) return;
  disk.alter(path, (bytes) => {
    if (how === 'remove') return null;
    return how === 'cut' ? bytes.subarray(0, Math.floor(where * bytes.length)) : bytes.fill(0xa5, bytes.length >> 1);
  });
}
