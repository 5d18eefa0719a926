/**
 * `struct input_event` of linux/input.h as a 64-bit little-endian machine lays it out: two 8-byte times, type, code, value.
 * Transports of key strokes carry it in this form whatever the machine.
 */
export const inputEventBytes = 24;

/** Types and codes of linux/input-event-codes.h. */
export const evdev = { syn: 0, key: 1, synDropped: 3 } as const;

/** One key going down (1) or up (0), without a time. */
export function encodeKeyEvent(code: number, down: boolean): Uint8Array {
  const bytes = new Uint8Array(inputEventBytes);
  const view = new DataView(bytes.buffer);
  view.setUint16(16, evdev.key, true);
  view.setUint16(18, code, true);
  view.setInt32(20, down ? 1 : 0, true);
  return bytes;
}

/** How a machine lays the structure out: `wide` has 8-byte times (64 bit), `narrow` 4-byte ones (32 bit). */
export type InputEventLayout = 'wide' | 'narrow';

export const layoutBytes: Readonly<Record<InputEventLayout, number>> = { wide: inputEventBytes, narrow: 16 };

/** Brings whole events of a machine's own layout, little-endian, into the wide form. */
export function widen(bytes: Uint8Array, layout: InputEventLayout): Uint8Array {
  if (layout === 'wide') return bytes.slice();
  const events = Math.floor(bytes.length / layoutBytes.narrow);
  const wide = new Uint8Array(events * inputEventBytes);
  for (let index = 0; index < events; index += 1) {
    const from = bytes.subarray(index * layoutBytes.narrow, (index + 1) * layoutBytes.narrow);
    wide.set(from.subarray(0, 4), index * inputEventBytes);
    wide.set(from.subarray(4, 8), index * inputEventBytes + 8);
    wide.set(from.subarray(8), index * inputEventBytes + 16);
  }
  return wide;
}
