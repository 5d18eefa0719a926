/** Longest line in bytes, from `$` to LF. */
export const maxLineBytes = 96;

/**
 * Why bytes never became a line. `noise`: outside any line; `bad-byte`: inside one, but no printable ASCII or a CR or LF
 * out of place; `cut-short`: a new line began before the end of this one; `too-long`: no end within 96 bytes.
 */
export const framingFaults = ['noise', 'bad-byte', 'cut-short', 'too-long'] as const;
export type FramingFault = (typeof framingFaults)[number];

export interface LineFramerEvents {
  /** A candidate: `$` and what follows, without CR LF. Nothing but its frame has been looked at. */
  line(text: string): void;
  dropped(reason: FramingFault): void;
}

export interface LineFramer {
  /** Takes any bytes, cut anywhere; the outcome does not depend on where. */
  push(bytes: Uint8Array): void;
}

const DOLLAR = 0x24;
const CR = 0x0d;
const LF = 0x0a;

/**
 * Cuts bytes into lines `$…CR LF`. A `$` always begins a line, so one good line after any noise is found. A run of bytes
 * that belong to no line is one drop, and one more for every further 96 of them.
 */
export function createLineFramer(events: LineFramerEvents): LineFramer {
  const buffer = new Uint8Array(maxLineBytes);
  let filled = 0;
  let skipped = 0;

  function drop(reason: FramingFault): void {
    filled = 0;
    skipped = 1;
    events.dropped(reason);
  }

  function outside(): void {
    if (skipped === 0 || skipped === maxLineBytes) drop('noise');
    else skipped += 1;
  }

  function begin(): void {
    buffer[0] = DOLLAR;
    filled = 1;
    skipped = 0;
  }

  function accept(byte: number): void {
    if (byte === DOLLAR) {
      if (filled > 0) drop('cut-short');
      return begin();
    }
    if (filled === 0) return outside();
    const afterReturn = buffer[filled - 1] === CR;
    if (byte === LF && afterReturn) {
      const text = String.fromCharCode(...buffer.subarray(0, filled - 1));
      filled = 0;
      return events.line(text);
    }
    if (afterReturn || (byte !== CR && (byte < 0x20 || byte > 0x7e))) return drop('bad-byte');
    // The last place is the line feed's, which is never stored.
    if (filled === maxLineBytes - 1) return drop('too-long');
    buffer[filled] = byte;
    filled += 1;
  }

  return {
    push(bytes) {
      for (const byte of bytes) accept(byte);
    },
  };
}
