import { frameLength, type Layout } from './layout.ts';

/**
 * Why bytes never became a frame. `noise`: nothing that begins one; `cut-short`: a new start or silence before the end;
 * `too-long`: no end within the longest frame; `bad-length`: a length that no frame has; `bad-checksum`.
 */
export const frameFaults = ['noise', 'cut-short', 'too-long', 'bad-length', 'bad-checksum'] as const;
export type FrameFault = (typeof frameFaults)[number];

export interface FramerEvents {
  /** A sound frame, whole; valid until the call returns. */
  frame(bytes: Uint8Array): void;
  dropped(reason: FrameFault): void;
}

export interface Framer {
  /** Takes any bytes, cut anywhere; the outcome does not depend on where. */
  push(bytes: Uint8Array): void;
  /** Silence: what is half there will not be finished. */
  flush(): void;
}

type Verdict = 'more' | 'frame' | FrameFault;

/**
 * Looks for a frame at every byte in turn, so that a good frame after any noise is heard. A run of bytes that belong to
 * no frame is one drop, and one more for every further longest frame of it.
 */
export function createFramer(layout: Layout, events: FramerEvents): Framer {
  const { header, max, checksum } = layout;
  const judge = createJudge(layout);
  // Without a mark of its beginning a frame begins where the one before it ended, and nowhere else.
  const anchored = layout.spec.kind === 'delimiter' && header.length === 0;
  const buffer = new Uint8Array(max);
  let start = 0;
  let seen = 0;
  let filled = 0;
  let skipped = 0;
  let overrun = false;

  function tell(reason: FrameFault): void {
    if (reason !== 'noise') skipped = 0;
    if (skipped === 0) events.dropped(reason);
    skipped = (skipped + 1) % max;
  }

  function reject(reason: FrameFault): void {
    tell(reason);
    start += anchored ? seen : 1;
    seen = 0;
  }

  function accept(): void {
    const frame = buffer.subarray(start, start + seen);
    if (overrun) {
      overrun = false;
      start += seen;
      seen = 0;
      return;
    }
    if (checksum !== null && !checksum.isRight(frame)) return reject('bad-checksum');
    start += seen;
    seen = 0;
    skipped = 0;
    events.frame(frame);
  }

  function look(): void {
    while (start + seen < filled) {
      seen += 1;
      const verdict = judge(buffer, start, seen);
      if (verdict === 'frame') accept();
      else if (verdict !== 'more') reject(verdict);
      else if (seen === max) {
        overrun ||= anchored;
        // The end may begin with the last bytes that still fitted.
        if (anchored) seen -= layout.end.length - 1;
        reject('too-long');
      }
    }
  }

  function compact(): void {
    if (start === 0) return;
    buffer.copyWithin(0, start, filled);
    filled -= start;
    start = 0;
  }

  return {
    push(bytes) {
      for (const byte of bytes) {
        buffer[filled] = byte;
        filled += 1;
        look();
        compact();
      }
    },
    flush() {
      overrun = false;
      while (start < filled) {
        seen = filled - start;
        reject('cut-short');
        look();
      }
      compact();
    },
  };
}

/** What the first `n` bytes from `start` on are; asked for n = 1, 2, 3 … of each candidate. */
function createJudge(layout: Layout): (bytes: Uint8Array, start: number, n: number) => Verdict {
  const { spec, header, end, tail, checksum, max } = layout;
  const checksumBytes = checksum?.size ?? 0;
  let total = 0;

  const endsWith = (bytes: Uint8Array, to: number, mark: Uint8Array): boolean =>
    mark.every((byte, index) => bytes[to - mark.length + index] === byte);

  function delimited(bytes: Uint8Array, start: number, n: number): Verdict {
    if (total === 0 && n >= header.length + end.length && endsWith(bytes, start + n, end)) total = n + tail;
    if (total > 0) return n === total ? 'frame' : 'more';
    const again = header.length > 0 && n >= 2 * header.length && endsWith(bytes, start + n, header);
    return again ? 'cut-short' : 'more';
  }

  function counted(bytes: Uint8Array, start: number, n: number): Verdict {
    if (spec.kind === 'fixed') return n === spec.size ? 'frame' : 'more';
    if (spec.kind !== 'length' || n < spec.at + spec.size) return 'more';
    if (n === Math.max(header.length, spec.at + spec.size)) {
      total = frameLength(bytes, start, spec, checksumBytes);
      if (total < n + checksumBytes || total > max) return 'bad-length';
    }
    return n === total ? 'frame' : 'more';
  }

  return (bytes, start, n) => {
    if (n === 1) total = 0;
    if (n <= header.length && bytes[start + n - 1] !== header[n - 1]) return 'noise';
    return spec.kind === 'delimiter' ? delimited(bytes, start, n) : counted(bytes, start, n);
  };
}
