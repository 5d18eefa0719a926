/** A value of a report, its least significant bit first (HID 1.11, 8.4). At most 32 bits; without a sign. */
export function readBits(bytes: Uint8Array, bit: number, size: number): number {
  let value = 0;
  for (let index = 0; index < size; index += 1) {
    const place = bit + index;
    if (((bytes[place >> 3] ?? 0) >> (place & 7)) & 1) value += 2 ** index;
  }
  return value;
}

/** Sets a value of at most 32 bits in place. */
export function writeBits(bytes: Uint8Array, bit: number, size: number, value: number): void {
  for (let index = 0; index < size; index += 1) {
    const place = bit + index;
    const mask = 1 << (place & 7);
    const on = Math.floor(value / 2 ** index) % 2 === 1;
    bytes[place >> 3] = on ? (bytes[place >> 3] ?? 0) | mask : (bytes[place >> 3] ?? 0) & ~mask;
  }
}

/** A value with the sign that its uppermost bit is. */
export function withSign(value: number, size: number): number {
  return size > 0 && value >= 2 ** (size - 1) ? value - 2 ** size : value;
}
