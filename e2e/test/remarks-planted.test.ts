import { expect, test } from 'vitest';
import { prove } from '../planted/prove.ts';

test('AT21: of what citizens left nothing is found on any disk, in any form in which the same scan finds it planted in clear', async () => {
  const { taken, refused, held, unseen, hits } = await prove(40, 2, 1);
  expect({ unseen, hits }).toEqual({ unseen: [], hits: [] });
  expect({ taken, refused }).toEqual({ taken: 34, refused: 8 });
  expect(held).toBeGreaterThanOrEqual(22);
});
