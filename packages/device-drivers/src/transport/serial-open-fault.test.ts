import { describe, expect, it } from 'vitest';
import { serialOpenFault } from './serial-open-fault.ts';

describe('serialOpenFault', () => {
  it.each([
    ['Error: No such file or directory, cannot open /dev/ttyUSB9', 'PAD_NOT_FOUND'],
    ['Error: No such device or address, cannot open /dev/ttyS9', 'PAD_NOT_FOUND'],
    ['Opening COM9: File not found', 'PAD_NOT_FOUND'],
    ['Error: Permission denied, cannot open /dev/ttyUSB0', 'PAD_PERMISSION_DENIED'],
    ['Error Resource temporarily unavailable Cannot lock port', 'PAD_BUSY'],
    ['Error: Device or resource busy, cannot open /dev/ttyUSB0', 'PAD_BUSY'],
    ['Opening COM3: Access denied', 'PAD_BUSY'],
    ['Error: Input/output error, cannot open /dev/ttyUSB0', 'PAD_IO_FAILED'],
    ['', 'PAD_IO_FAILED'],
  ])('DV1: %s → %s', (message, code) => {
    expect(serialOpenFault(message, '/dev/ttyUSB0').code).toBe(code);
  });
});
