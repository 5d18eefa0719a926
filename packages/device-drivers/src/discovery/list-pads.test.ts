import { ManualClock } from '@pingjia/shared/testing';
import { parsePadAddress } from '@pingjia/shared';
import { describe, expect, it } from 'vitest';
import { simulatedLayouts } from '../hid-five/simulated-layouts.ts';
import { familyForProfile } from '../registry.ts';
import { createMemoryHid } from '../testing/memory-hid.ts';
import type { KeyDeviceFacts } from '../transport/key-devices.ts';
import type { SerialPortFacts } from '../transport/serial-ports.ts';
import { createTransportFinder, systemTransportParts } from '../transport/transport-for-address.ts';
import { listPads, type PadListers } from './list-pads.ts';

const ftdi: SerialPortFacts = {
  path: '/dev/ttyUSB0',
  vid: '0403',
  pid: '6001',
  serialNumber: 'A10K',
  name: 'FTDI',
  portPath: '/dev/serial/by-path/pci-1-port0',
};
const ch340: SerialPortFacts = {
  ...ftdi,
  path: '/dev/ttyUSB1',
  vid: '1a86',
  pid: '7523',
  serialNumber: null,
  portPath: '/dev/serial/by-path/pci-2-port0',
};
const keyboard: KeyDeviceFacts = {
  path: '/dev/input/by-id/usb-1a2c-event-kbd',
  vid: '1a2c',
  pid: '0042',
  serialNumber: null,
  name: 'USB Keypad',
  bySocket: false,
};

function machine(given: {
  readonly serial?: readonly SerialPortFacts[];
  readonly keys?: readonly KeyDeviceFacts[];
  readonly locked?: readonly string[];
}) {
  const memory = createMemoryHid();
  const listers: PadListers = {
    serialPorts: { list: () => Promise.resolve(given.serial ?? []) },
    hidDevices: memory.devices,
    keyDevices: { list: () => Promise.resolve(given.keys ?? []), facts: () => Promise.resolve(null) },
    lookAt: (path) => Promise.resolve({ allowed: given.locked?.includes(path) !== true, group: 'dialout' }),
  };
  return { memory, listers, addresses: async () => (await listPads(listers)).pads.map(({ address }) => address) };
}

const { bits, gamepad, keyboard: keyboardLayout } = simulatedLayouts;

describe('listPads', () => {
  it('DI1: serial ports, HID devices and keyboards stand in one list, each with what to try first', async () => {
    const { memory, listers } = machine({ serial: [ftdi], keys: [keyboard] });
    memory.plug({}, bits.descriptor);
    const { pads, faults } = await listPads(listers);
    expect(faults).toEqual([]);
    expect(pads).toMatchObject([
      {
        kind: 'serial',
        address: 'serial:usb:0403:6001:A10K?profile=pingjia-line',
        path: '/dev/ttyUSB0',
        name: 'FTDI FT232 serial adapter',
        suggestedProfile: 'pingjia-line',
        access: { state: 'ok' },
      },
      { kind: 'hid', address: 'hid:1209:5b5b:SN-0001?profile=hid-five', serialNumber: 'SN-0001', note: null },
      { kind: 'keys', address: 'keys:/dev/input/by-id/usb-1a2c-event-kbd?profile=key-strokes', name: 'USB Keypad' },
    ]);
  });

  it('DI2: every address that is listed is understood, with its profile', async () => {
    const { memory, listers } = machine({
      serial: [ftdi, { ...ch340, serialNumber: 'a?b&c=d e' }, { ...ftdi, vid: null, pid: null, path: '/dev/ttyS0' }],
      keys: [keyboard],
    });
    memory.plug({ serialNumber: '中文 ?&' }, bits.descriptor);
    const find = createTransportFinder({ ...systemTransportParts, clock: new ManualClock() });
    for (const { address } of (await listPads(listers)).pads) {
      const parsed = parsePadAddress(address);
      expect(parsed.ok && find(parsed.value).ok && familyForProfile(parsed.value.profile).ok).toBe(true);
    }
  });

  it('DI3: an unknown adapter is listed without a profile, one without numbers by its path', async () => {
    const { listers } = machine({
      serial: [
        { ...ftdi, vid: 'ffff', name: 'Maker' },
        { ...ftdi, path: '/dev/ttyS0', vid: null, pid: null, serialNumber: null, name: null, portPath: null },
      ],
    });
    expect((await listPads(listers)).pads).toMatchObject([
      { address: 'serial:/dev/ttyS0', suggestedProfile: null, note: expect.stringContaining('present path only') },
      { address: 'serial:usb:ffff:6001:A10K', suggestedProfile: null, name: 'Maker' },
    ]);
  });

  it('DI4: two devices that look the same are known by their USB sockets, and it is said', async () => {
    const { memory, listers, addresses } = machine({
      serial: [ch340, { ...ch340, path: '/dev/ttyUSB2', portPath: '/dev/serial/by-path/pci-3-port0' }],
    });
    memory.plug({ serialNumber: null }, bits.descriptor);
    memory.plug({ serialNumber: null, path: '/dev/hidraw1', usbPort: '1-2:1.0' }, bits.descriptor);
    expect(await addresses()).toEqual([
      'serial:/dev/serial/by-path/pci-2-port0?profile=pingjia-line',
      'serial:/dev/serial/by-path/pci-3-port0?profile=pingjia-line',
      'hid:port:1-1:1.0?profile=hid-five',
      'hid:port:1-2:1.0?profile=hid-five',
    ]);
    for (const { note } of (await listPads(listers)).pads) expect(note).toContain('keep it plugged in there');
  });

  it('DI4: interfaces of one device are told apart by their numbers', async () => {
    const { memory, addresses } = machine({});
    memory.plug({}, bits.descriptor);
    memory.plug({ path: '/dev/hidraw1', interface: 1, usbPort: '1-1:1.1' }, bits.descriptor);
    expect(await addresses()).toEqual([
      'hid:1209:5b5b:SN-0001?profile=hid-five&interface=0',
      'hid:1209:5b5b:SN-0001?profile=hid-five&interface=1',
    ]);
  });

  it('DI4: without a socket the present path has to do', async () => {
    const { memory, addresses } = machine({ keys: [{ ...keyboard, bySocket: true, path: '/dev/input/by-path/p1' }] });
    for (const path of ['/dev/hidraw0', '/dev/hidraw1']) memory.plug({ path, usbPort: null }, bits.descriptor);
    expect(await addresses()).toEqual([
      'hid:/dev/hidraw0?profile=hid-five',
      'hid:/dev/hidraw1?profile=hid-five',
      'keys:/dev/input/by-path/p1?profile=key-strokes',
    ]);
  });

  it('DI5: mice, keyboards, touch screens and what has no keys are no HID pads; each device is listed once', async () => {
    const { memory, addresses, listers } = machine({});
    memory.plug({ path: '1', usagePage: 1, usage: 2 }, gamepad.descriptor);
    memory.plug({ path: '2', usagePage: 1, usage: 6 }, keyboardLayout.descriptor);
    memory.plug({ path: '3', usagePage: 13, usage: 4 }, gamepad.descriptor);
    memory.plug({ path: '4' }, Uint8Array.of(0x05, 0x01, 0x81, 0x02));
    memory.plug({ path: '5', usagePage: 1, usage: 5 }, gamepad.descriptor);
    const twice: PadListers = {
      ...listers,
      hidDevices: { ...memory.devices, list: async () => (await memory.devices.list()).flatMap((one) => [one, one]) },
    };
    expect(await addresses()).toHaveLength(1);
    expect((await listPads(twice)).pads).toHaveLength(1);
  });

  it('DI5: where the system shows no descriptor a HID device is listed with what to add', async () => {
    const { memory, listers } = machine({});
    memory.plug({}, null);
    expect((await listPads(listers)).pads).toMatchObject([{ note: expect.stringContaining('descriptor=') }]);
  });

  it('DI6: a device that may not be opened is listed with the command that mends it', async () => {
    const { memory, listers } = machine({
      serial: [ftdi],
      keys: [keyboard],
      locked: ['/dev/ttyUSB0', '/dev/hidraw0', keyboard.path],
    });
    memory.plug({}, bits.descriptor);
    const mends = (await listPads(listers)).pads.map(({ access }) => (access.state === 'denied' ? access.mend : ''));
    expect(mends[0]).toBe('sudo usermod -aG dialout $USER');
    expect(mends[1]).toContain('60-pingjia-1209-5b5b.rules && sudo udevadm control --reload');
    expect(mends[2]).toContain('ENV{LIBINPUT_IGNORE_DEVICE}="1"');
  });

  it('DI7: a kind that cannot be listed is told and hides no other', async () => {
    const { listers } = machine({ serial: [ftdi] });
    const broken: PadListers = {
      ...listers,
      hidDevices: { ...listers.hidDevices, list: () => Promise.reject(new Error('no libudev')) },
    };
    const { pads, faults } = await listPads(broken);
    expect(pads).toHaveLength(1);
    expect(faults).toEqual([{ code: 'PAD_IO_FAILED', detail: 'hid devices cannot be listed: Error: no libudev' }]);
  });
});
