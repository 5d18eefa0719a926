import type { FileSystem } from '@pingjia/kiosk/host/journal/file-system';
import { nodeFileSystem } from '@pingjia/kiosk/host/journal/node-file-system';

/** The real disk, which is full while told so: half of what is written arrives, as it does on disks. */
export class TightDisk implements FileSystem {
  isFull = false;
  list = nodeFileSystem.list;
  makeFolder = nodeFileSystem.makeFolder;
  remove = nodeFileSystem.remove;
  rename = nodeFileSystem.rename;
  syncFolder = nodeFileSystem.syncFolder;

  open: FileSystem['open'] = async (path, mode) => {
    const file = await nodeFileSystem.open(path, mode);
    return {
      size: () => file.size(),
      read: (position, length) => file.read(position, length),
      datasync: () => file.datasync(),
      sync: () => file.sync(),
      close: () => file.close(),
      write: async (position, bytes) => {
        if (!this.isFull) return file.write(position, bytes);
        await file.write(position, bytes.subarray(0, bytes.length >> 1));
        throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      },
    };
  };
}
