import type { FileSystem, OpenFile } from './file-system.ts';

/** Numbers from here on are files of records that were healed. */
const firstHealed = 1_000_000;

/** `000007.seg`; what was healed lies in `healed-000001.seg` and so on. */
export function segmentName(number: number): string {
  const digits = String(number % firstHealed).padStart(6, '0');
  return number >= firstHealed ? `healed-${digits}.seg` : `${digits}.seg`;
}

export interface SegmentNumbers {
  readonly appended: readonly number[];
  readonly healed: readonly number[];
  readonly nextHealed: number;
}

/** The files of one epoch, opened when they are needed. */
export class SegmentFiles {
  readonly #fs: FileSystem;
  readonly #folder: string;
  readonly #open = new Map<number, Promise<OpenFile>>();

  constructor(fs: FileSystem, folder: string) {
    this.#fs = fs;
    this.#folder = folder;
  }

  async numbers(): Promise<SegmentNumbers> {
    const names = (await this.#fs.list(this.#folder)).filter((name) => /^(healed-)?\d{6}\.seg$/.test(name));
    const numbers = names.map((name) => Number(name.slice(-10, -4)) + (name.startsWith('healed-') ? firstHealed : 0));
    const appended = numbers.filter((number) => number < firstHealed);
    const healed = numbers.filter((number) => number >= firstHealed);
    return { appended, healed, nextHealed: (healed.at(-1) ?? firstHealed) + 1 };
  }

  /** Throws the platform's error. */
  file(number: number): Promise<OpenFile> {
    const known = this.#open.get(number);
    if (known !== undefined) return known;
    const opening = this.#fs.open(`${this.#folder}/${segmentName(number)}`, 'existing');
    this.#open.set(number, opening);
    opening.catch(() => this.#open.delete(number));
    return opening;
  }

  async size(number: number): Promise<number> {
    return (await this.file(number)).size();
  }

  /** The bytes from `from` to the end of the file. */
  async bytes(number: number, from = 0): Promise<Buffer> {
    const file = await this.file(number);
    const length = Math.max(0, (await file.size()) - from);
    try {
      const bytes = await file.read(from, length);
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    } catch {
      return await readInBlocks(file, from, length);
    }
  }

  /** Closes the descriptor; the next use opens the file anew. */
  async release(number: number): Promise<void> {
    const opening = this.#open.get(number);
    this.#open.delete(number);
    await opening?.then((file) => file.close()).catch(() => undefined);
  }

  /** Takes the files away, lowest first, durably. */
  async remove(numbers: readonly number[]): Promise<void> {
    for (const number of numbers) {
      await this.release(number);
      await this.#fs.remove(`${this.#folder}/${segmentName(number)}`);
    }
    if (numbers.length > 0) await this.#fs.syncFolder(this.#folder);
  }

  async close(): Promise<void> {
    for (const number of this.#open.keys()) await this.release(number);
  }
}

const block = 4096;

/** What a disk with bad blocks still gives; a block that it refuses is all ones, which is no frame. */
async function readInBlocks(file: OpenFile, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length, 0xff);
  for (let at = 0; at < length; at += block) {
    const size = Math.min(block, length - at);
    bytes.set(await file.read(from + at, size).catch(() => Buffer.alloc(0)), at);
  }
  return bytes;
}
