import { createReadStream, type ReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { createInterface } from 'node:readline';

/** A pad written from the protocol's description alone: bytes on a terminal, no code of the product. */
export class RawPad {
  readonly #file: FileHandle;
  readonly #reader: ReadStream;
  readonly #waiting = new Map<string, () => void>();
  readonly heard: string[] = [];

  private constructor(file: FileHandle, reader: ReadStream) {
    this.#file = file;
    this.#reader = reader;
    const lines = createInterface({ input: reader }).on('line', (line) => this.#hear(line));
    // The other end hangs up when the host closes: nothing to do about it here.
    lines.on('error', () => {});
  }

  static async open(path: string): Promise<RawPad> {
    const file = await open(path, 'r+');
    return new RawPad(file, createReadStream(path));
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.#file.write(bytes);
  }

  /** Resolves when the host has answered GOT for this press. */
  confirmed(boot: string, count: number): Promise<void> {
    const wanted = `GOT,01,${boot},${count}`;
    if (this.heard.includes(wanted)) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.set(wanted, resolve);
    });
  }

  async close(): Promise<void> {
    this.#reader.destroy();
    await this.#file.close();
  }

  #hear(line: string): void {
    const body = /^\$([^*]*)\*[0-9A-F]{4}$/.exec(line.trim())?.[1] ?? '';
    this.heard.push(body);
    if (body === 'PING,01') void this.write(frame('PONG,01,raw-1.0,RAW-0001'));
    this.#waiting.get(body)?.();
    this.#waiting.delete(body);
  }
}

/** A line of the protocol: `$` body `*` CRC-16/CCITT-FALSE, CR LF. */
export function frame(body: string): Uint8Array {
  let crc = 0xffff;
  for (const byte of Buffer.from(body, 'ascii')) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021) & 0xffff;
  }
  return Buffer.from(`$${body}*${crc.toString(16).toUpperCase().padStart(4, '0')}\r\n`, 'ascii');
}
