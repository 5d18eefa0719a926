import { fault } from '../fault.ts';
import { type Hash, noHash, type Sha256 } from '../hash.ts';
import { parseJson } from '../json.ts';
import { err, ok, type Result } from '../result.ts';
import {
  type BundleFrame,
  bundleFrameText,
  type BundleHeader,
  bundleHeaderSchema,
  bundleLimits,
  bundleMagic,
  bundleSignatureBytes,
} from './bundle.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads frames out of a bundle that arrives in pieces. `push` gives the frames that are whole by now; nothing in them is
 * verified but their place: `index` counts from 0 and `previous` names the frame before. Errors: BUNDLE_MALFORMED,
 * BUNDLE_VERSION_UNKNOWN, BUNDLE_TAMPERED (a frame is missing or out of place); after one nothing more is read.
 */
export class BundleReader {
  readonly #sha256: Sha256;
  #pending = new Uint8Array();
  #begun = false;
  #end = 0;
  #index = 0;
  #previous: Hash = noHash;
  #opening: BundleHeader | null = null;
  #isClosed = false;
  #sound: readonly BundleFrame[] = [];

  constructor(sha256: Sha256) {
    this.#sha256 = sha256;
  }

  /** Whether the closing frame was read. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Bytes that form no whole frame yet. */
  get rest(): number {
    return this.#pending.length;
  }

  /** The frames that were whole before the fault that the last push met. */
  get sound(): readonly BundleFrame[] {
    return this.#sound;
  }

  push(bytes: Uint8Array): Result<readonly BundleFrame[]> {
    const joined = new Uint8Array(this.#pending.length + bytes.length);
    joined.set(this.#pending);
    joined.set(bytes, this.#pending.length);
    this.#pending = joined;
    if (!this.#begun) {
      const begun = this.#begin();
      if (!begun.ok || !this.#begun) return begun.ok ? ok([]) : begun;
    }
    const frames: BundleFrame[] = [];
    this.#sound = frames;
    for (;;) {
      const frame = this.#next();
      if (!frame.ok) return frame;
      if (frame.value === null) return ok(frames);
      frames.push(frame.value);
    }
  }

  #begin(): Result<void> {
    const given = this.#pending.subarray(0, bundleMagic.length);
    const same = given.findIndex((byte, at) => byte !== bundleMagic[at]);
    // The last byte before the newline is the version.
    if (same === bundleMagic.length - 2 && given.length === bundleMagic.length)
      return err(fault('BUNDLE_VERSION_UNKNOWN'));
    if (same !== -1) return err(fault('BUNDLE_MALFORMED', 'it does not begin like a bundle'));
    if (given.length === bundleMagic.length) {
      this.#begun = true;
      this.#take(bundleMagic.length);
    }
    return ok();
  }

  #take(length: number): void {
    this.#pending = this.#pending.slice(length);
    this.#end += length;
  }

  #next(): Result<BundleFrame | null> {
    const bytes = this.#pending;
    if (bytes.length < 4) return ok(null);
    if (this.#isClosed) return err(fault('BUNDLE_MALFORMED', 'something follows its end'));
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const headLength = view.getUint32(0);
    if (headLength > bundleLimits.headerBytes) return err(fault('BUNDLE_MALFORMED', `header of ${headLength} bytes`));
    if (bytes.length < 8 + headLength) return ok(null);
    const bodyLength = view.getUint32(4 + headLength);
    if (bodyLength > bundleLimits.bodyBytes) return err(fault('BUNDLE_MALFORMED', `body of ${bodyLength} bytes`));
    const length = 8 + headLength + bodyLength + bundleSignatureBytes;
    if (bytes.length < length) return ok(null);
    const head = bytes.slice(4, 4 + headLength);
    const header = readHeader(head);
    if (header === null) return err(fault('BUNDLE_MALFORMED', `header of frame ${this.#index}`));
    const misplaced = this.#misfit(header);
    if (misplaced !== null) return err(fault('BUNDLE_TAMPERED', misplaced));
    const body = bytes.slice(8 + headLength, 8 + headLength + bodyLength);
    const frame = {
      header,
      body,
      signature: bytes.slice(length - bundleSignatureBytes, length),
      signedBytes: bundleFrameText(head, body, this.#sha256),
      hash: this.#sha256(bytes.subarray(0, length)),
      end: this.#end + length,
    };
    this.#take(length);
    this.#index += 1;
    this.#previous = frame.hash;
    this.#opening ??= header;
    this.#isClosed = header.kind === 'closing';
    return ok(frame);
  }

  #misfit({ kind, index, previous, bundle, device }: BundleHeader): string | null {
    const at = `frame ${this.#index}`;
    if (index !== this.#index || previous !== this.#previous) return `${at} does not follow the one before it`;
    if ((kind === 'opening') !== (index === 0)) return `${at} is an ${kind}`;
    const first = this.#opening;
    return first !== null && (first.bundle !== bundle || first.device !== device) ? `${at} is of another bundle` : null;
  }
}

function readHeader(bytes: Uint8Array): BundleHeader | null {
  try {
    return bundleHeaderSchema.safeParse(parseJson(decoder.decode(bytes))).data ?? null;
  } catch {
    return null;
  }
}
