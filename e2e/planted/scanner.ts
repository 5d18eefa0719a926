import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { constants, inflateRawSync } from 'node:zlib';
import { encodings, shortest } from './encodings.ts';

export interface Hit {
  readonly file: string;
  readonly encoding: string;
  readonly value: string;
}

interface Pattern {
  readonly bytes: Buffer;
  readonly encoding: string;
  readonly value: string;
}

export interface Scanned {
  readonly files: number;
  readonly bytes: number;
  readonly inflated: number;
  readonly hits: readonly Hit[];
}

const magic = Buffer.of(0x1f, 0x8b, 0x08);
const bits = 24;
const largestInflated = 64 * 1024 * 1024;

/** Looks for many texts in every form they may take, in files and in what gzip streams in them hold. */
export class Scanner {
  readonly #patterns = new Map<number, Pattern[]>();
  readonly #mayBegin = new Uint8Array(1 << (bits - 3));

  constructor(values: readonly string[]) {
    for (const value of values) {
      for (const { encoding, bytes } of encodings(value)) this.#add({ bytes: Buffer.from(bytes), encoding, value });
    }
  }

  /** Everything below the folders. */
  async scan(folders: readonly string[]): Promise<Scanned> {
    let [files, bytes, inflated] = [0, 0, 0];
    const hits: Hit[] = [];
    for (const file of (await Promise.all(folders.map(filesBelow))).flat()) {
      const content = await readFile(file);
      hits.push(...this.find(content, file));
      for (const stream of gzipStreams(content)) {
        hits.push(...this.find(stream, `${file} (inflated)`));
        inflated += 1;
      }
      files += 1;
      bytes += content.length;
    }
    return { files, bytes, inflated, hits };
  }

  find(content: Buffer, file: string): Hit[] {
    const hits: Hit[] = [];
    let [high, low] = [0, 0];
    for (let at = 0; at < content.length; at += 1) {
      high = (high << 8) | (low >>> 24);
      low = (low << 8) | (content[at] as number);
      if (at < shortest - 1) continue;
      const slot = slotOf(high, low);
      if (((this.#mayBegin[slot >>> 3] as number) & (1 << (slot & 7))) === 0) continue;
      const from = at - shortest + 1;
      for (const { bytes, encoding, value } of this.#patterns.get(slot) ?? []) {
        if (content.compare(bytes, 0, bytes.length, from, Math.min(content.length, from + bytes.length)) === 0)
          hits.push({ file, encoding, value });
      }
    }
    return hits;
  }

  #add(pattern: Pattern): void {
    if (pattern.bytes.length < shortest) throw new Error(`${pattern.encoding} of a value is too short to look for`);
    const slot = slotOf(pattern.bytes.readInt32BE(0), pattern.bytes.readInt32BE(4));
    this.#mayBegin[slot >>> 3] = (this.#mayBegin[slot >>> 3] as number) | (1 << (slot & 7));
    this.#patterns.set(slot, [...(this.#patterns.get(slot) ?? []), pattern]);
  }
}

function slotOf(high: number, low: number): number {
  return (Math.imul(high, 0x9e3779b1) ^ Math.imul(low, 0x85ebca6b)) >>> (32 - bits);
}

async function filesBelow(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const paths = names.map((name) => join(folder, name));
  const isFile = await Promise.all(paths.map(async (path) => (await lstat(path)).isFile()));
  return paths.filter((_, at) => isFile[at]);
}

/** What can be inflated of each place that begins like gzip, also where it was cut off or something follows it. */
function* gzipStreams(content: Buffer): Generator<Buffer> {
  for (let at = content.indexOf(magic); at >= 0; at = content.indexOf(magic, at + 1)) {
    try {
      yield inflateRawSync(content.subarray(at + headerLength(content.subarray(at))), {
        finishFlush: constants.Z_SYNC_FLUSH,
        maxOutputLength: largestInflated,
      });
    } catch {
      // It only looked like gzip.
    }
  }
}

/** RFC 1952, 2.3: ten bytes, and what the flags announce. */
function headerLength(bytes: Buffer): number {
  const flags = bytes[3] ?? 0;
  let length = 10;
  if ((flags & 4) !== 0) length += 2 + bytes.readUInt16LE(length);
  for (const text of [8, 16]) if ((flags & text) !== 0) length = bytes.indexOf(0, length) + 1;
  return (flags & 2) === 0 ? length : length + 2;
}
