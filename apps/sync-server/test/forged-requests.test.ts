import { expect, test } from 'vitest';
import { forgeryRun } from '../src/testing/index.ts';

test.each([1, 2])(
  'SE8: forged, replayed, stale, other devices’ and revoked requests (seed %i): none is taken, nothing is stored, genuine ones pass',
  async (seed) => {
    const { sent, accepted, refusals, genuine } = await forgeryRun(300, seed);
    expect(accepted).toEqual([]);
    expect({ sent, genuine }).toEqual({ sent: 300, genuine: 6 });
    for (const code of [
      'SIGNATURE_INVALID',
      'CONTENT_DIGEST_MISMATCH',
      'DEVICE_REVOKED',
      'NONCE_STALE',
      'DEVICE_UNKNOWN',
    ])
      expect(refusals.get(code)).toBeGreaterThan(0);
    expect([...refusals.keys()]).not.toContain('INTERNAL');
  },
);
