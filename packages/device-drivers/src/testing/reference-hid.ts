/**
 * Report descriptors and reports once more, straight from HID 1.11 and sharing nothing with the driver: the descriptor is
 * unrolled into one entry for each value, the report into a text of ones and zeros.
 */
interface Slot {
  readonly from: number;
  readonly width: number;
  readonly pick: (value: number) => readonly [page: number, id: number] | undefined;
}

interface Device {
  readonly numbered: boolean;
  readonly slots: ReadonlyMap<number, readonly Slot[]>;
  readonly lengths: ReadonlyMap<number, number>;
}

const wanted = [9, 7, 12];

function unroll(descriptor: Uint8Array): Device | undefined {
  const slots = new Map<number, Slot[]>();
  const lengths = new Map<number, number>();
  let numbered = false;
  let globals: Record<number, number> = {};
  const kept: Record<number, number>[] = [];
  let usages: (readonly [number | undefined, number])[] = [];
  let minimum: readonly [value: number, wide: boolean] | undefined;
  const bytes = Buffer.from(descriptor);
  for (let at = 0; at < bytes.length; ) {
    const head = bytes[at] ?? 0;
    if (head === 0xfe) {
      at += 3 + (bytes[at + 1] ?? 0);
      continue;
    }
    const size = (head & 3) === 3 ? 4 : head & 3;
    if (at + 1 + size > bytes.length) return undefined;
    const value = size === 0 ? 0 : bytes.readUIntLE(at + 1, size);
    const negative = size === 0 ? 0 : bytes.readIntLE(at + 1, size);
    at += 1 + size;
    const wide = size === 4;
    const add = (id: number): unknown => usages.push(wide ? [id >>> 16, id & 0xffff] : [undefined, id]);
    switch (head & 0xfc) {
      case 0x04:
      case 0x74:
      case 0x84:
      case 0x94:
        globals = { ...globals, [head >> 4]: value };
        break;
      case 0x14:
        globals = { ...globals, 1: negative };
        break;
      case 0x24:
        globals = { ...globals, 2: (globals[1] ?? 0) < 0 ? negative : value };
        break;
      case 0xa4:
        kept.push(globals);
        break;
      case 0xb4:
        globals = kept.pop() ?? globals;
        break;
      case 0x08:
        add(value);
        break;
      case 0x18:
        minimum = [value, wide];
        break;
      case 0x28: {
        if (minimum === undefined) break;
        const [first, wideMinimum] = minimum;
        const page = wide || wideMinimum ? value >>> 16 : undefined;
        const start = page === undefined ? first : first & 0xffff;
        const end = page === undefined ? value : value & 0xffff;
        for (let id = start; id <= end && usages.length < 70_000; id += 1) usages.push([page, id]);
        minimum = undefined;
        break;
      }
      case 0x80:
      case 0x90:
      case 0xb0: {
        const { 0: page = 0, 1: least = 0, 2: most = 0, 7: width = 0, 8: report = 0, 9: count = 0 } = globals;
        if ((head & 0xfc) !== 0xb0 && report !== 0) numbered = true;
        if ((head & 0xfc) === 0x80) {
          const list = slots.get(report) ?? [];
          let from = lengths.get(report) ?? 0;
          if (width > 32 || from + width * count > 8_192) return undefined;
          const named = usages.map(([own, id]) => [own ?? page, id] as const);
          const values = width === 0 ? 0 : count;
          for (let index = 0; index < values; index += 1) {
            const array = (value & 2) === 0;
            const pick = (read: number): Slot['pick'] extends (v: number) => infer T ? T : never => {
              if (!array) return read === 0 ? undefined : named[index];
              const signed = least < 0 && read >= 2 ** (width - 1) ? read - 2 ** width : read;
              return signed < least || signed > most ? undefined : named[signed - least];
            };
            if ((value & 1) === 0) list.push({ from, width, pick });
            from += width;
          }
          slots.set(report, list);
          lengths.set(report, from);
        }
        break;
      }
    }
    // A main item of any kind uses up what was said of it (HID 1.11, 6.2.2.8).
    if ((head & 0x0c) === 0) {
      usages = [];
      minimum = undefined;
    }
  }
  return { numbered, slots, lengths };
}

/** Of descriptors that nobody changes: a fuzz asks for millions of reports of one device. */
const unrolled = new WeakMap<Uint8Array, Device | null>();

function deviceOf(descriptor: Uint8Array): Device | undefined {
  const known = unrolled.get(descriptor);
  if (known !== undefined) return known ?? undefined;
  const device = unroll(descriptor);
  unrolled.set(descriptor, device ?? null);
  return device;
}

/**
 * The keys that a report says are down, as page and usage; null where it is no sound report of the device. The bytes of
 * the descriptor must stay as they are.
 */
export function referenceKeysDown(
  descriptor: Uint8Array,
  report: Uint8Array,
): readonly (readonly [number, number])[] | null {
  const device = deviceOf(descriptor);
  if (device === undefined) return null;
  const id = device.numbered ? report[0] : 0;
  const bits = Array.from(device.numbered ? report.subarray(1) : report, (byte) =>
    byte.toString(2).padStart(8, '0').split('').reverse().join(''),
  ).join('');
  const slots = id === undefined ? undefined : device.slots.get(id);
  if (slots === undefined || bits.length < (device.lengths.get(id ?? 0) ?? 0)) return null;
  const down = slots.flatMap(({ from, width, pick }) => {
    const text = bits
      .slice(from, from + width)
      .split('')
      .reverse()
      .join('');
    const usage = pick(Number.parseInt(text, 2));
    return usage !== undefined && wanted.includes(usage[0]) ? [usage] : [];
  });
  const page = down.length === 0 ? undefined : wanted.find((page) => down.some(([own]) => own === page));
  return down.filter(([own, number]) => number > 0 && (own === page || page === undefined));
}
