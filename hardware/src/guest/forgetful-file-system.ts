import type { nodeHostParts } from '@pingjia/kiosk/node-host';

type FileSystem = ReturnType<typeof nodeHostParts>['fs'];

/** A file system that says it made things durable and did nothing: what the power cuts must find out. */
export function forgetfulFileSystem(real: FileSystem): FileSystem {
  const nothing = () => Promise.resolve();
  return {
    list: (folder) => real.list(folder),
    makeFolder: (folder) => real.makeFolder(folder),
    remove: (path) => real.remove(path),
    rename: (from, to) => real.rename(from, to),
    syncFolder: nothing,
    async open(path, mode) {
      const file = await real.open(path, mode);
      return {
        size: () => file.size(),
        read: (position, length) => file.read(position, length),
        write: (position, bytes) => file.write(position, bytes),
        datasync: nothing,
        sync: nothing,
        close: () => file.close(),
      };
    },
  };
}
