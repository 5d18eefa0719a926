import {
  type BundleBatchHeader,
  type BundleHeader,
  type BundleOpening,
  BundleReader,
  bundleMagic,
  encodeBundleFrame,
  type Hash,
  noHash,
  type Position,
  type Sha256,
} from '@pingjia/shared';
import type { TargetFile } from './bundle-target.ts';

export interface PartTools {
  readonly sha256: Sha256;
  readonly sign: (bytes: Uint8Array) => Uint8Array;
  readonly verify: (bytes: Uint8Array, signature: Uint8Array) => boolean;
}

type WithoutPlace<T> = T extends unknown ? Omit<T, 'bundle' | 'device' | 'index' | 'previous'> : never;
export type FrameContent = WithoutPlace<BundleHeader>;

/** Bytes read at once when a part is read again. */
const readLength = 1024 * 1024;

/** Bytes after which what was written is synced: what a pulled stick can cost at most, beside its last frame. */
const syncEvery = 8 * 1024 * 1024;

/** A bundle on its way to a stick. What is whole and the pad's own of an earlier attempt is kept, the rest is cut off. */
export class BundlePart {
  readonly #file: TargetFile;
  readonly #tools: PartTools;
  readonly #bundle: string;
  readonly #device: string;
  #end = 0;
  #synced = 0;
  #index = 0;
  #previous: Hash = noHash;
  #batches: BundleBatchHeader[] = [];
  readonly #attachments = new Set<Hash>();

  private constructor(file: TargetFile, tools: PartTools, bundle: string, device: string) {
    this.#file = file;
    this.#tools = tools;
    this.#bundle = bundle;
    this.#device = device;
  }

  /** Begins a bundle in an empty or worthless file. */
  static async begin(file: TargetFile, tools: PartTools, opening: Omit<BundleOpening, 'index' | 'previous'>) {
    const { bundle, device, ...content } = opening;
    const part = new BundlePart(file, tools, bundle, device);
    await file.truncate(0);
    await file.write(0, bundleMagic);
    part.#end = bundleMagic.length;
    await part.add(content, new Uint8Array());
    return part;
  }

  /** Takes up what an earlier attempt left; null where it left no opening that `accepts`. A finished one is not taken up. */
  static async resume(
    file: TargetFile,
    tools: PartTools,
    accepts: (opening: BundleOpening) => boolean,
  ): Promise<BundlePart | null> {
    const reader = new BundleReader(tools.sha256);
    const size = await file.size();
    let part: BundlePart | null = null;
    for (let at = 0; at < size; ) {
      const bytes = await file.read(at, readLength);
      if (bytes.length === 0) break;
      at += bytes.length;
      const frames = reader.push(bytes);
      for (const { header, hash, end, signedBytes, signature } of frames.ok ? frames.value : reader.sound) {
        if (!tools.verify(signedBytes, signature) || header.kind === 'closing') return part?.cut() ?? null;
        if (header.kind === 'opening') {
          if (!accepts(header)) return null;
          part = new BundlePart(file, tools, header.bundle, header.device);
        }
        part?.pass(header, end, hash);
      }
      if (!frames.ok) break;
    }
    return part?.cut() ?? null;
  }

  get batches(): readonly BundleBatchHeader[] {
    return this.#batches;
  }

  /** Whether the file of that hash is in it already. */
  holds(attachment: Hash): boolean {
    return this.#attachments.has(attachment);
  }

  get bytes(): number {
    return this.#end;
  }

  /** Where an epoch goes on in this bundle; null where it has nothing of the epoch yet. */
  positionOf(epoch: string): Position | null {
    const last = this.#batches.findLast((batch) => batch.epoch === epoch);
    return last === undefined ? null : { seq: last.to, hash: last.tip };
  }

  async add(content: FrameContent, body: Uint8Array): Promise<void> {
    const place = { bundle: this.#bundle, device: this.#device, index: this.#index, previous: this.#previous };
    const header: BundleHeader = { ...place, ...content };
    const { bytes, hash } = encodeBundleFrame(header, body, this.#tools);
    await this.#file.write(this.#end, bytes);
    this.pass(header, this.#end + bytes.length, hash);
    if (this.#end - this.#synced >= syncEvery) await this.sync();
  }

  async sync(): Promise<void> {
    await this.#file.sync();
    this.#synced = this.#end;
  }

  /** Whether the file now holds exactly what was written: every frame whole and signed, to the closing one. */
  async isSound(): Promise<boolean> {
    const reader = new BundleReader(this.#tools.sha256);
    for (let at = 0; at < this.#end; ) {
      const bytes = await this.#file.read(at, Math.min(readLength, this.#end - at));
      const frames = reader.push(bytes);
      if (bytes.length === 0 || !frames.ok) return false;
      if (!frames.value.every(({ signedBytes, signature }) => this.#tools.verify(signedBytes, signature))) return false;
      at += bytes.length;
    }
    return reader.isClosed && reader.rest === 0 && (await this.#file.size()) === this.#end;
  }

  private pass(header: BundleHeader, end: number, hash: Hash): void {
    if (header.kind === 'batch') this.#batches.push(header);
    if (header.kind === 'attachment') this.#attachments.add(header.hash);
    this.#moveTo(end, hash);
  }

  private async cut(): Promise<this> {
    await this.#file.truncate(this.#end);
    return this;
  }

  #moveTo(end: number, hash: Hash): void {
    this.#end = end;
    this.#index += 1;
    this.#previous = hash;
  }
}
