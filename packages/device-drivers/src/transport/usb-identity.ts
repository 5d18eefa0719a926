/** How a USB device names itself, wherever it is plugged in. */
export interface UsbIdentity {
  /** Four hexadecimal digits, lower case. */
  readonly vid: string;
  readonly pid: string;
  /** Null: not told. Many cheap adapters have none. */
  readonly serialNumber: string | null;
}

/** Reads `<vid>:<pid>[:<serial number>]`, the number percent-encoded; undefined where it is none. */
export function parseUsbIdentity(text: string): UsbIdentity | undefined {
  const [, vid, pid, number] = /^([0-9a-f]{4}):([0-9a-f]{4})(?::(.{1,400}))?$/i.exec(text) ?? [];
  if (vid === undefined || pid === undefined) return undefined;
  try {
    const serialNumber = number === undefined ? null : decodeURIComponent(number);
    return { vid: vid.toLowerCase(), pid: pid.toLowerCase(), serialNumber };
  } catch {
    return undefined;
  }
}

export function formatUsbIdentity({ vid, pid, serialNumber }: UsbIdentity): string {
  return `${vid}:${pid}${serialNumber === null ? '' : `:${encodeURIComponent(serialNumber)}`}`;
}

/** Whether a device is the one that is asked for; without a serial number any of its kind is. */
export function isAskedFor(
  asked: UsbIdentity,
  device: { readonly vid: string | null; readonly pid: string | null; readonly serialNumber: string | null },
): boolean {
  const sameKind = device.vid === asked.vid && device.pid === asked.pid;
  return sameKind && (asked.serialNumber === null || asked.serialNumber === device.serialNumber);
}

/** Longest serial number that is kept; records hold no more. */
const longest = 60;

/** A device's own number as it may be shown and stored; null where it says nothing printable. */
export function cleanSerialNumber(number: string | null | undefined): string | null {
  const cleaned = (number ?? '')
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .trim()
    .slice(0, longest);
  return cleaned === '' ? null : cleaned;
}
