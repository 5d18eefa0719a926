import { parsePadAddress } from '@pingjia/shared';
import { ManualClock } from '@pingjia/shared/testing';
import { describe, expect, it } from 'vitest';
import { createMemoryHid } from '../testing/memory-hid.ts';
import { createTransportFinder, systemTransportParts, transportForAddress } from './transport-for-address.ts';
import { createWindowKeys } from './window-keys.ts';

function outcome(text: string): string {
  const address = parsePadAddress(text);
  if (!address.ok) return address.error.code;
  const transport = transportForAddress(address.value);
  return transport.ok ? 'fine' : transport.error.code;
}

describe('transportForAddress', () => {
  it.each(['serial:/dev/ttyUSB0', 'serial:COM3?baud=115200', 'socket:/run/pad.sock?profile=pingjia-line'])(
    'DV8: %s is an address',
    (text) => expect(outcome(text)).toBe('fine'),
  );

  it.each(['smoke:1', 'serial:/dev/ttyUSB0?baud=fast', 'serial:x?baud=', 'serial:x?baud=49', 'serial:x?baud=9e3'])(
    'DV8: %s is refused with PAD_ADDRESS_INVALID',
    (text) => expect(outcome(text)).toBe('PAD_ADDRESS_INVALID'),
  );

  it.each([
    'serial:usb:0403:6001',
    'serial:usb:1A86:7523:A%20B?baud=9600',
    'udp:127.0.0.1:8001',
    'udp:[::1]:8001?listen=7791',
    'udp:192.168.1.20:8001?listen=7791&bind=0.0.0.0&from=192.168.1.21,192.168.1.22',
    'udp:pad.example:8001?bind=0.0.0.0',
    'tcp:127.0.0.1:4001',
    'tcp:[fe80::1]:4001',
    'tcp-call:localhost:8001',
    'ws:127.0.0.1:9000/path',
    'ws://127.0.0.1:9000/path?frames=binary',
    'wss:pad.example',
    'hid:1209:5b5b',
    'hid:/dev/hidraw0?interface=1',
    'keys:/dev/input/by-id/usb-1a2c_USB_Keypad-event-kbd',
  ])('TR4 TR5 TR8 TR9 TR11 TR13 TR16: %s is an address', (text) => expect(outcome(text)).toBe('fine'));

  it.each([
    'serial:usb:0403',
    'serial:usb:0403:6001:%zz',
    'udp:127.0.0.1',
    'udp:127.0.0.1:0',
    'udp:127.0.0.1:65536',
    'udp:127.0.0.1:8001?listen=-1',
    'udp:[::1:8001',
    'udp:[::::1]:8001',
    'udp:192.168.1.20:8001',
    'udp:127.0.0.1:8001?bind=everything',
    'udp:127.0.0.1:8001?bind=::',
    'udp:127.0.0.1:8001?from=192.168.1',
    'tcp:4001',
    'tcp-call:/dev/ttyUSB0:1',
    'ws:',
    'ws:127.0.0.1:99999',
    'ws:user:secret@127.0.0.1',
    'ws:127.0.0.1#part',
    'ws:127.0.0.1?frames=text',
    'hid:1209:5b5b?interface=256',
    'hid:1209:5b5b?interface=one',
    'keys:window',
  ])('TR4 TR5 TR8 TR9 TR11 TR13 TR18: %s is refused with PAD_ADDRESS_INVALID', (text) =>
    expect(outcome(text)).toBe('PAD_ADDRESS_INVALID'),
  );

  it('TR18: keys:window are the keys that the program hands over', () => {
    const windowKeys = createWindowKeys();
    const find = createTransportFinder({
      ...systemTransportParts,
      clock: new ManualClock(),
      hidDevices: createMemoryHid().devices,
      windowKeys,
    });
    const found = find({ transport: 'keys', path: 'window', profile: 'key-strokes', options: {} });
    expect(found).toEqual({ ok: true, value: windowKeys.transport });
  });
});
