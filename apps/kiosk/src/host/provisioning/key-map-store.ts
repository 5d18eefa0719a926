import { keyMapSchema, keyTeacherSchema, padIdSchema, type Result } from '@pingjia/shared';
import { z } from 'zod';
import type { FileSystem } from '../journal/file-system.ts';
import { JsonFile } from './json-file.ts';

const learntKeysSchema = z.object({
  map: keyMapSchema,
  /** Device wall clock, milliseconds since 1970. */
  learntAt: z.int(),
  by: keyTeacherSchema,
});
export type LearntKeys = z.infer<typeof learntKeysSchema>;

const keyMapsSchema = z.record(padIdSchema, learntKeysSchema);
/** By padId. */
export type KeyMaps = Readonly<Record<string, LearntKeys>>;

/** Keeps the learnt key maps in key-maps.json. */
export class KeyMapStore {
  readonly #file: JsonFile<Record<string, LearntKeys>>;

  constructor(fs: FileSystem, folder: string) {
    this.#file = new JsonFile(fs, `${folder}/key-maps.json`, keyMapsSchema);
  }

  /** Errors: SETUP_DAMAGED. */
  async load(): Promise<Result<KeyMaps | null>> {
    return this.#file.load();
  }

  save(maps: KeyMaps): Promise<Result<void>> {
    return this.#file.save({ ...maps });
  }
}
