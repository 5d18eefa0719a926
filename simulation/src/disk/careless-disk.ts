import type { FileSystem, OpenFile } from '@pingjia/kiosk/host/journal/file-system';
import type { Bug } from '../history/bug.ts';

/** The deliberate bugs of a host that does not sync what it should. */
export function careless(fs: FileSystem, bug: Bug): FileSystem {
  if (bug === 'unsynced-names') return { ...fs, syncFolder: async () => undefined };
  if (bug !== 'early-ack') return fs;
  return {
    ...fs,
    async open(path, mode): Promise<OpenFile> {
      const file = await fs.open(path, mode);
      return {
        size: () => file.size(),
        read: (position, length) => file.read(position, length),
        write: (position, bytes) => file.write(position, bytes),
        datasync: async () => undefined,
        sync: () => file.sync(),
        close: () => file.close(),
      };
    },
  };
}
