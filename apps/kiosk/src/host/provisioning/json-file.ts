import { err, fault, ok, parseJson, type Result } from '@pingjia/shared';
import type { z } from 'zod';
import { diskFault } from '../journal/disk-fault.ts';
import { readTextFile, writeFileAtomically } from '../journal/atomic-file.ts';
import type { FileSystem } from '../journal/file-system.ts';

/** One small file of a technician's set-up. */
export class JsonFile<T> {
  readonly #fs: FileSystem;
  readonly #path: string;
  readonly #schema: z.ZodType<T>;

  constructor(fs: FileSystem, path: string, schema: z.ZodType<T>) {
    this.#fs = fs;
    this.#path = path;
    this.#schema = schema;
  }

  /** null where there is none. Errors: SETUP_DAMAGED, naming the file. */
  async load(): Promise<Result<T | null>> {
    const text = await readTextFile(this.#fs, this.#path).catch(() => '');
    if (text === null) return ok(null);
    const parsed = this.#schema.safeParse(parseJson(text));
    return parsed.success ? ok(parsed.data) : err(fault('SETUP_DAMAGED', this.#path));
  }

  /** Durable once settled. Errors: those of the disk. */
  async save(value: T): Promise<Result<void>> {
    try {
      await writeFileAtomically(this.#fs, this.#path, `${JSON.stringify(value, null, 2)}\n`);
      return ok();
    } catch (error) {
      return err(diskFault(error));
    }
  }
}
