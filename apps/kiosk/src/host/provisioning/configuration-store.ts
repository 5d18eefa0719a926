import { type DeviceConfiguration, deviceConfigurationSchema } from '@pingjia/shared';
import { readTextFile, writeFileAtomically } from '../journal/atomic-file.ts';
import type { FileSystem } from '../journal/file-system.ts';

/** Keeps the last configuration of the server, so that the pad starts as it was without a network. */
export class ConfigurationStore {
  readonly #fs: FileSystem;
  readonly #path: string;

  constructor(fs: FileSystem, folder: string) {
    this.#fs = fs;
    this.#path = `${folder}/configuration.json`;
  }

  /** null where there is none or it cannot be read: the server sends it again. */
  async load(): Promise<DeviceConfiguration | null> {
    try {
      const text = await readTextFile(this.#fs, this.#path);
      return deviceConfigurationSchema.parse(JSON.parse(text ?? 'null'));
    } catch {
      return null;
    }
  }

  save(configuration: DeviceConfiguration): Promise<void> {
    return writeFileAtomically(this.#fs, this.#path, JSON.stringify(configuration));
  }
}
