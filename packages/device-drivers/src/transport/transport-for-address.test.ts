import { parsePadAddress } from '@pingjia/shared';
import { describe, expect, it } from 'vitest';
import { transportForAddress } from './transport-for-address.ts';

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

  it.each(['hid:1234', 'serial:/dev/ttyUSB0?baud=fast', 'serial:x?baud=', 'serial:x?baud=49', 'serial:x?baud=9e3'])(
    'DV8: %s is refused with PAD_ADDRESS_INVALID',
    (text) => expect(outcome(text)).toBe('PAD_ADDRESS_INVALID'),
  );
});
