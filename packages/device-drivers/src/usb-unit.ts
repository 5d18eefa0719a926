/** The unit of a pad that has a USB port to itself: one with a number is the same wherever it is plugged in. */
export function unitOf(serialNumber: string | null, place: string): string {
  return serialNumber === null ? place : 'usb';
}
