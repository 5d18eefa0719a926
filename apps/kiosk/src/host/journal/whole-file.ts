import type { OpenFile } from './file-system.ts';

/** An open file as the operating system offers it: it may read and write less than it was asked to. Node's FileHandle is one. */
export interface RawFile {
  stat(): Promise<{ readonly size: number }>;
  read(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ readonly bytesRead: number }>;
  write(
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesWritten: number }>;
  datasync(): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** Reads and writes everything it is asked to, in as many calls as that takes. */
export class WholeFile implements OpenFile {
  readonly #raw: RawFile;

  constructor(raw: RawFile) {
    this.#raw = raw;
  }

  async size() {
    return (await this.#raw.stat()).size;
  }

  async read(position: number, length: number) {
    const buffer = Buffer.alloc(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await this.#raw.read(buffer, filled, length - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  }

  async write(position: number, bytes: Uint8Array) {
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await this.#raw.write(bytes, done, bytes.length - done, position + done);
      // Asked again and again, a device that takes nothing would be asked for ever.
      if (bytesWritten === 0) throw Object.assign(new Error('the disk takes nothing'), { code: 'EIO' });
      done += bytesWritten;
    }
  }

  datasync() {
    return this.#raw.datasync();
  }

  sync() {
    return this.#raw.sync();
  }

  close() {
    return this.#raw.close();
  }
}
