import { writeBits } from './bits.ts';

/** A make of pad: its descriptor, and the input report for the keys that are down. */
export interface SimulatedLayout {
  readonly descriptor: Uint8Array;
  /** Usage numbers of its five keys, left to right. */
  readonly usages: readonly number[];
  report(down: readonly number[]): Uint8Array;
}

const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.split(/\s+/), (byte) => Number.parseInt(byte, 16));

const five = [1, 2, 3, 4, 5];

/** One bit a key, least significant first; `skip` bytes go ahead. */
function bitReport(down: readonly number[], skip: readonly number[] = []): Uint8Array {
  const report = Uint8Array.from([...skip, 0]);
  for (const key of down) writeBits(report, skip.length * 8 + key - 1, 1, 1);
  return report;
}

/** `size` numbers, first come first told, 0 for none. */
const listReport = (down: readonly number[], size: number): Uint8Array =>
  Uint8Array.from({ length: size }, (_, index) => down[index] ?? 0);

/** Real descriptors as makers write them, one for each way of telling keys. */
export const simulatedLayouts = {
  /** Vendor page; one bit a key and three of padding: the pad of most microcontroller sketches. */
  bits: {
    descriptor: bytes('06 00 ff 09 01 a1 01 05 09 19 01 29 05 15 00 25 01 95 05 75 01 81 02 95 01 75 03 81 03 c0'),
    usages: five,
    report: (down) => bitReport(down),
  },
  /** A gamepad: report 1, a byte for each of two axes, then the buttons. */
  gamepad: {
    descriptor: bytes(
      '05 01 09 05 a1 01 85 01 09 30 09 31 15 00 26 ff 00 75 08 95 02 81 02 05 09 19 01 29 05 25 01 75 01 95 05 81 02 95 03 81 01 c0',
    ),
    usages: five,
    report: (down) => bitReport(down, [1, 0x80, 0x80]),
  },
  /** An array of two button numbers: a third key at once is not told. */
  array: {
    descriptor: bytes('05 01 09 00 a1 01 05 09 19 01 29 05 15 01 25 05 75 08 95 02 81 00 c0'),
    usages: five,
    report: (down) => listReport(down, 2),
  },
  /** A whole byte for each key, 255 when down. */
  bytes: {
    descriptor: bytes('06 00 ff 09 01 a1 01 05 09 19 01 29 05 15 00 26 ff 00 75 08 95 05 81 02 c0'),
    usages: five,
    report: (down) => Uint8Array.from(five, (key) => (down.includes(key) ? 0xff : 0)),
  },
  /** Buttons one by one in the order 5 4 3 2 1, with a light for each and a report number for both. */
  lit: {
    descriptor: bytes(
      '06 00 ff 09 01 a1 01 85 07 05 09 09 05 09 04 09 03 09 02 09 01 15 00 25 01 75 01 95 05 81 02 95 03 81 03 05 08 19 01 29 05 95 05 91 02 95 03 91 03 c0',
    ),
    usages: five,
    report: (down) =>
      bitReport(
        down.map((key) => 6 - key),
        [7],
      ),
  },
  /** A boot keyboard (HID 1.11, appendix B.1) whose keys type 1 to 5. */
  keyboard: {
    descriptor: bytes(
      '05 01 09 06 a1 01 05 07 19 e0 29 e7 15 00 25 01 75 01 95 08 81 02 95 01 75 08 81 01 95 05 75 01 05 08 19 01 29 05 91 02 95 01 75 03 91 01 95 06 75 08 15 00 25 65 05 07 19 00 29 65 81 00 c0',
    ),
    usages: [0x1e, 0x1f, 0x20, 0x21, 0x22],
    report: (down) => Uint8Array.from([0, 0, ...listReport(down, 6)]),
  },
  /** Media keys: report 2, one 16-bit consumer usage: volume up and down, mute, next, play. */
  consumer: {
    descriptor: bytes('05 0c 09 01 a1 01 85 02 15 00 26 ff 03 19 00 2a ff 03 75 10 95 01 81 00 c0'),
    usages: [0xe9, 0xea, 0xe2, 0xb5, 0xcd],
    report: (down) => Uint8Array.of(2, down[0] ?? 0, 0),
  },
} as const satisfies Readonly<Record<string, SimulatedLayout>>;

export type SimulatedLayoutName = keyof typeof simulatedLayouts;
