import { errorCodes } from '@pingjia/shared';
import { expect, test } from 'vitest';
import { answeredCodes, httpStatus } from './http-status.ts';

test('every code that a server answers has a failure’s status', () => {
  for (const code of answeredCodes) expect(httpStatus(code)).toBeGreaterThanOrEqual(400);
  expect(answeredCodes).toEqual(expect.arrayContaining(['INTERNAL', 'BATCH_MALFORMED', 'NONCE_STALE']));
  expect(answeredCodes.some((code) => /^(PAD|JOURNAL|SCREEN|BRIDGE)_/.test(code))).toBe(false);
});

test('a code of the device alone counts as the server’s own failure', () => {
  for (const code of errorCodes.filter((candidate) => !answeredCodes.includes(candidate)))
    expect(httpStatus(code)).toBe(500);
});
