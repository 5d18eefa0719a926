/** One item of a report descriptor (HID 1.11, 6.2.2). */
export interface DescriptorItem {
  readonly type: 'main' | 'global' | 'local';
  readonly tag: number;
  /** Little-endian, without a sign. */
  readonly value: number;
  /** The same bytes with a sign. */
  readonly signed: number;
  /** Bytes of data: 0, 1, 2 or 4. */
  readonly size: number;
}

const types = ['main', 'global', 'local'] as const;

/** Prefix of a long item, of which HID 1.11 defines none. */
const longItem = 0xfe;

/** Cuts a descriptor into its items; undefined where it ends in the middle of one, or one is of a reserved type. */
export function readItems(descriptor: Uint8Array): readonly DescriptorItem[] | undefined {
  const items: DescriptorItem[] = [];
  for (let at = 0; at < descriptor.length; ) {
    const prefix = descriptor[at] ?? 0;
    if (prefix === longItem) {
      at += 3 + (descriptor[at + 1] ?? 0);
      if (at > descriptor.length) return undefined;
      continue;
    }
    const size = [0, 1, 2, 4][prefix & 0b11] ?? 0;
    const type = types[(prefix >> 2) & 0b11];
    const data = descriptor.subarray(at + 1, at + 1 + size);
    if (type === undefined || data.length < size) return undefined;
    const value = data.reduceRight((sum, byte) => sum * 256 + byte, 0);
    const signed = size > 0 && (data.at(-1) ?? 0) >= 0x80 ? value - 256 ** size : value;
    items.push({ type, tag: prefix >> 4, value, signed, size });
    at += 1 + size;
  }
  return items;
}
