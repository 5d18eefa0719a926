/** A CRC as Greg Cook's catalogue describes them: width in bits, polynomial without its top bit. */
export interface CrcParameters {
  readonly width: 8 | 16;
  readonly poly: number;
  readonly init: number;
  readonly refin: boolean;
  readonly refout: boolean;
  readonly xorout: number;
}

const crc = (width: 8 | 16, poly: number, init: number, reflected: boolean, xorout: number): CrcParameters => ({
  width,
  poly,
  init,
  refin: reflected,
  refout: reflected,
  xorout,
});

/** Named as in the catalogue (reveng.sourceforge.io/crc-catalogue). */
export const crcPresets = {
  'crc8/smbus': crc(8, 0x07, 0x00, false, 0x00),
  'crc8/itu': crc(8, 0x07, 0x00, false, 0x55),
  'crc8/rohc': crc(8, 0x07, 0xff, true, 0x00),
  'crc8/maxim': crc(8, 0x31, 0x00, true, 0x00),
  'crc8/autosar': crc(8, 0x2f, 0xff, false, 0xff),
  'crc16/arc': crc(16, 0x8005, 0x0000, true, 0x0000),
  'crc16/modbus': crc(16, 0x8005, 0xffff, true, 0x0000),
  'crc16/usb': crc(16, 0x8005, 0xffff, true, 0xffff),
  'crc16/ccitt-false': crc(16, 0x1021, 0xffff, false, 0x0000),
  'crc16/xmodem': crc(16, 0x1021, 0x0000, false, 0x0000),
  'crc16/kermit': crc(16, 0x1021, 0x0000, true, 0x0000),
  'crc16/x25': crc(16, 0x1021, 0xffff, true, 0xffff),
  'crc16/dnp': crc(16, 0x3d65, 0x0000, true, 0xffff),
} as const satisfies Record<string, CrcParameters>;

/** The remainder of each byte, computed once for a set of parameters. */
export function createCrc({ width, poly, init, refin, refout, xorout }: CrcParameters): (bytes: Uint8Array) => number {
  const mask = width === 8 ? 0xff : 0xffff;
  const top = 1 << (width - 1);
  const table = Array.from({ length: 256 }, (_, byte) => {
    let rest = byte << (width - 8);
    for (let bit = 0; bit < 8; bit += 1) rest = (rest & top) === 0 ? rest << 1 : (rest << 1) ^ poly;
    return rest & mask;
  });
  const reflectedByte = Array.from({ length: 256 }, (_, byte) => reflect(byte, 8));
  return (bytes) => {
    let value = init;
    for (const byte of bytes) {
      const next = refin ? (reflectedByte[byte] ?? 0) : byte;
      value = ((value << 8) ^ (table[((value >> (width - 8)) ^ next) & 0xff] ?? 0)) & mask;
    }
    return ((refout ? reflect(value, width) : value) ^ xorout) & mask;
  };
}

function reflect(value: number, width: number): number {
  let reflected = 0;
  for (let bit = 0; bit < width; bit += 1) {
    if ((value & (1 << bit)) !== 0) reflected |= 1 << (width - 1 - bit);
  }
  return reflected;
}
