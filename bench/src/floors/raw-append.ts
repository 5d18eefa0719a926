import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** What a durable append costs without us: write and fdatasync from Node, in the way of this file. */
export class RawAppend {
  readonly #file: FileHandle;
  #end = 0;

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  /** `ahead` bytes of zeros are written and synced first; 0: every append grows the file. */
  static async create(path: string, ahead = 0): Promise<RawAppend> {
    const file = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o600);
    if (ahead > 0) await file.write(Buffer.alloc(ahead));
    await file.sync();
    return new RawAppend(file);
  }

  /** Milliseconds until `bytes` were durable. */
  async time(bytes: Uint8Array): Promise<number> {
    const begun = performance.now();
    await this.#file.write(bytes, 0, bytes.length, this.#end);
    await this.#file.datasync();
    this.#end += bytes.length;
    return performance.now() - begun;
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}
