/**
 * CRC-16/CCITT-FALSE of an ASCII text: polynomial 1021, initial value FFFF, not reflected, no final XOR. Its check value
 * (of "123456789") is 29B1 in Greg Cook's catalogue of CRC algorithms.
 */
export function crc16(text: string): number {
  let crc = 0xffff;
  for (let index = 0; index < text.length; index += 1) {
    crc ^= text.charCodeAt(index) << 8;
    for (let bit = 0; bit < 8; bit += 1) {
      crc = (crc & 0x8000) === 0 ? crc << 1 : (crc << 1) ^ 0x1021;
    }
    crc &= 0xffff;
  }
  return crc;
}

/** Four upper-case hexadecimal digits. */
export function crcText(text: string): string {
  return crc16(text).toString(16).toUpperCase().padStart(4, '0');
}
