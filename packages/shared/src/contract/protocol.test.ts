import { expect, test } from 'vitest';
import { checkProtocol, oldestProtocolVersion, protocolVersion } from './protocol.ts';

test('SY23: every version from the oldest accepted to our own is served', () => {
  for (let version = oldestProtocolVersion; version <= protocolVersion; version += 1) {
    expect(checkProtocol(String(version))).toBeNull();
  }
});

test('SY23: an older client and a newer one are told which side to update', () => {
  expect(checkProtocol(String(oldestProtocolVersion - 1))?.code).toBe('CLIENT_TOO_OLD');
  expect(checkProtocol(String(protocolVersion + 1))?.code).toBe('SERVER_TOO_OLD');
});

test.each([undefined, '', ' 1', '1.0', '-1', '+1', '1e3', '0x1', '1234567', 'one', '１'])(
  'SY23: %j is no version',
  (header) => {
    expect(checkProtocol(header)?.code).toBe('PROTOCOL_MISSING');
  },
);
