import { SeededRandom } from '@pingjia/shared/testing';
import { expect, it } from 'vitest';
import { createPressNames } from './press-names.ts';

it('DV44: no two presses share a name, over more than 65,536 of them and over a reopened port', () => {
  const random = new SeededRandom(1);
  const names = new Set<string>();
  for (const next of [createPressNames(random), createPressNames(random)]) {
    for (let n = 0; n < 70_000; n += 1) {
      const { boot, count } = next();
      expect(boot.length <= 32 && count <= 65_535).toBe(true);
      names.add(`${boot} ${count}`);
    }
  }
  expect(names.size).toBe(140_000);
});
