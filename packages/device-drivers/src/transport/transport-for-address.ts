import { type Clock, err, fault, ok, type PadAddress, type Result, systemClock } from '@pingjia/shared';
import { integerOption } from './address-options.ts';
import type { HidDevices } from './hid-devices.ts';
import { parseInterface } from './hid-place.ts';
import { createHidTransport } from './hid-transport.ts';
import { type HostPort, parseHostPort } from './host-port.ts';
import { createKeyDeviceTransport } from './key-device-transport.ts';
import type { KeyDevices } from './key-devices.ts';
import { readLineSettings } from './line-settings.ts';
import { linuxKeyDevices } from './linux-key-devices.ts';
import { systemSerialPorts } from './native-serial-port.ts';
import { nodeHidDevices } from './node-hid-devices.ts';
import { parseSerialPlace } from './serial-place.ts';
import type { SerialPorts } from './serial-ports.ts';
import { createSerialTransport } from './serial-transport.ts';
import { createSocketTransport } from './socket-transport.ts';
import { createTcpCallTransport } from './tcp-call-transport.ts';
import { createTcpTransport } from './tcp-transport.ts';
import type { Transport } from './transport.ts';
import { parseUdpAddress } from './udp-address.ts';
import { createUdpTransport } from './udp-transport.ts';
import { createWebSocketTransport } from './web-socket-transport.ts';
import { parseWebSocketAddress } from './web-socket-address.ts';
import { type WindowKeys, windowPath } from './window-keys.ts';

/** What of this machine the transports stand on. */
export interface TransportParts {
  readonly clock: Clock;
  readonly serialPorts: SerialPorts;
  readonly hidDevices: HidDevices;
  readonly keyDevices: KeyDevices;
  /** Null: this program has no window. */
  readonly windowKeys: WindowKeys | null;
}

type MakeTransport = (address: PadAddress, parts: TransportParts) => Result<Transport>;

/** Every scheme of a pad's address; docs/devices/transports.md describes each. */
const schemes: ReadonlyMap<string, MakeTransport> = new Map<string, MakeTransport>([
  ['serial', serial],
  ['socket', ({ path }) => ok(createSocketTransport(path))],
  ['udp', (address) => whenRead(parseUdpAddress(address), createUdpTransport)],
  ['tcp', ({ path }, { clock }) => network(path, (place) => createTcpTransport(place, clock))],
  ['tcp-call', ({ path }, { clock }) => network(path, (place) => createTcpCallTransport(place, clock))],
  ['ws', webSocket],
  ['wss', webSocket],
  ['hid', hid],
  ['keys', keys],
]);

/** The transport an address names; fails with PAD_ADDRESS_INVALID. Nothing is opened yet. */
export function createTransportFinder(parts: TransportParts): (address: PadAddress) => Result<Transport> {
  return (address) => {
    const make = schemes.get(address.transport);
    return make === undefined
      ? err(fault('PAD_ADDRESS_INVALID', `unknown transport ${address.transport}`))
      : make(address, parts);
  };
}

/** This machine's own ports, devices and clock. */
export const systemTransportParts: TransportParts = {
  clock: systemClock,
  serialPorts: systemSerialPorts,
  hidDevices: nodeHidDevices,
  keyDevices: linuxKeyDevices,
  windowKeys: null,
};

export const transportForAddress = createTransportFinder(systemTransportParts);

function whenRead<T>(read: Result<T>, make: (value: T) => Transport): Result<Transport> {
  return read.ok ? ok(make(read.value)) : read;
}

function network(path: string, make: (place: HostPort) => Transport): Result<Transport> {
  return whenRead(parseHostPort(path), make);
}

function serial({ path, options }: PadAddress, { serialPorts }: TransportParts): Result<Transport> {
  const baud = integerOption(options, 'baud', { least: 50, most: 4_000_000, otherwise: 9_600 });
  if (!baud.ok) return baud;
  const settings = readLineSettings(options);
  if (!settings.ok) return settings;
  return whenRead(parseSerialPlace(path), (place) =>
    createSerialTransport({ ...place, baudRate: baud.value, settings: settings.value, ports: serialPorts }),
  );
}

function webSocket(address: PadAddress, { clock }: TransportParts): Result<Transport> {
  return whenRead(parseWebSocketAddress(address), (options) => createWebSocketTransport(options, clock));
}

function hid({ path, options }: PadAddress, { hidDevices }: TransportParts): Result<Transport> {
  return whenRead(parseInterface(options['interface']), (number) =>
    createHidTransport({ asked: path, interface: number }, hidDevices),
  );
}

function keys({ path }: PadAddress, { clock, keyDevices, windowKeys }: TransportParts): Result<Transport> {
  if (path !== windowPath) return ok(createKeyDeviceTransport({ path, clock, devices: keyDevices }));
  if (windowKeys === null) return err(fault('PAD_ADDRESS_INVALID', 'keys:window: this program has no window'));
  return ok(windowKeys.transport);
}
