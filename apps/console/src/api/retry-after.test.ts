import { expect, it } from 'vitest';
import { retryAfterSeconds } from './retry-after.ts';

const now = Date.UTC(2026, 0, 5, 9);

it.each([
  [null, null],
  ['30', 30],
  [' 0 ', 0],
  ['Mon, 05 Jan 2026 09:01:00 GMT', 60],
  ['Mon, 05 Jan 2026 08:00:00 GMT', 0],
  ['soon', null],
  ['-5', null],
  ['1e9', null],
  ['', null],
  ['99999999999', null],
])('%s means %s', (header, seconds) => {
  expect(retryAfterSeconds(header, now)).toBe(seconds);
});
