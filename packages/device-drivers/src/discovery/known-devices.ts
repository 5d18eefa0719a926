import type { PadKind } from './pad-kind.ts';

/** A kind of device that pads are met as. */
export interface KnownDevice {
  /** Four hexadecimal digits, lower case. */
  readonly vid: string;
  readonly pid: string;
  readonly name: string;
  readonly kind: PadKind;
  /** The profile to try first. An adapter does not tell which pad is behind it. */
  readonly profile: string;
  readonly options: Readonly<Record<string, string>>;
  /** Where the numbers stand. */
  readonly source: string;
}

function adapters(source: string, vid: string, names: Readonly<Record<string, string>>): readonly KnownDevice[] {
  return Object.entries(names).map(([pid, name]) => ({
    vid,
    pid,
    name,
    kind: 'serial',
    profile: 'pingjia-line',
    options: {},
    source,
  }));
}

/** Every known device. HID pads are recognised by their report descriptor, keyboards are all alike: none is listed yet. */
export const knownDevices: readonly KnownDevice[] = [
  ...adapters('Linux drivers/usb/serial/ftdi_sio_ids.h', '0403', {
    '6001': 'FTDI FT232 serial adapter',
    '6010': 'FTDI FT2232 serial adapter',
    '6011': 'FTDI FT4232 serial adapter',
    '6014': 'FTDI FT232H serial adapter',
    '6015': 'FTDI FT-X serial adapter',
  }),
  ...adapters('Linux drivers/usb/serial/ch341.c', '1a86', {
    '5523': 'WCH CH341 serial adapter',
    '7523': 'WCH CH340 serial adapter',
  }),
  ...adapters('WCH CH343SER driver', '1a86', { '55d4': 'WCH CH9102 serial adapter' }),
  ...adapters('Linux drivers/usb/serial/cp210x.c', '10c4', {
    ea60: 'Silicon Labs CP2102 serial adapter',
    ea70: 'Silicon Labs CP2105 serial adapter',
  }),
  ...adapters('Linux drivers/usb/serial/pl2303.h', '067b', {
    '2303': 'Prolific PL2303 serial adapter',
    '23a3': 'Prolific PL2303GC serial adapter',
    '23b3': 'Prolific PL2303GB serial adapter',
    '23c3': 'Prolific PL2303GT serial adapter',
    '23d3': 'Prolific PL2303GL serial adapter',
    '23e3': 'Prolific PL2303GE serial adapter',
    '23f3': 'Prolific PL2303GS serial adapter',
  }),
];

/** The known device of a kind with these numbers. */
export function knownDevice(kind: PadKind, vid: string | null, pid: string | null): KnownDevice | undefined {
  return knownDevices.find((device) => device.kind === kind && device.vid === vid && device.pid === pid);
}
