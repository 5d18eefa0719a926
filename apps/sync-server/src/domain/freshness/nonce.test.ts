import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFresh, issueNonce } from './nonce.ts';

const secret = Buffer.alloc(32, 7);
const minute = 60_000;

test('SY35: good for ten minutes of the server’s clock, whenever it was issued', () => {
  fc.assert(
    fc.property(fc.nat(4e12), fc.integer({ min: -minute, max: 10 * minute }), (wall, later) => {
      expect(isFresh(secret, wall + later, issueNonce(secret, wall))).toBe(true);
      expect(isFresh(secret, wall + 12 * minute, issueNonce(secret, wall))).toBe(false);
      expect(isFresh(Buffer.alloc(32), wall, issueNonce(secret, wall))).toBe(false);
    }),
    { seed: 1 },
  );
});

test('SY35: no other text is fresh', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(isFresh(secret, 0, text)).toBe(false);
    }),
    { seed: 1 },
  );
});
