import { expect, test } from 'vitest';
import { mutations } from '../../src/host/testing/journal-mutations.ts';
import { tamper } from '../../src/host/testing/tamper.ts';

/** `npm run tamper` takes as many as it is asked for. */
const rounds = 40;

test('JN2 JN3: whatever is altered at or below the last receipt is found by the pad and by the command, the first bad record named', async () => {
  expect(await tamper(mutations.length * rounds, 20_261_123)).toEqual([]);
}, 240_000);
