import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeCursor, encodeCursor } from './cursor.ts';

test('a cursor survives its text', () => {
  const cursor = {
    acceptedAt: '2026-01-05 09:00:00.123456+00',
    deviceId: '11111111-2222-4333-8444-555555555555',
    epoch: '66666666-7777-4888-8999-aaaaaaaaaaaa',
    seq: 42,
  };
  expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
});

test.each([
  '2026-02-30 09:00:00+00',
  '2026-13-01 09:00:00+00',
  '2026-01-05 24:61:00+00',
  '2026-01-05 09:00:60+00',
  '999999-01-05 09:00:00+00',
])('SY46: a moment that no clock shows is no cursor: %s', (moment) => {
  const id = '11111111-2222-4333-8444-555555555555';
  expect(decodeCursor(encodeCursor({ acceptedAt: moment, deviceId: id, epoch: id, seq: 1 }))).toBe(null);
});

test('SY46: any other text is no cursor', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json().map((json) => Buffer.from(json).toString('base64url')),
      ),
      (text) => {
        expect(decodeCursor(text)).toBe(null);
      },
    ),
    { seed: 1 },
  );
});
