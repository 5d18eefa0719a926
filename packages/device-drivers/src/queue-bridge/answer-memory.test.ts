import { ok } from '@pingjia/shared';
import { ManualClock } from '@pingjia/shared/testing';
import { expect, it } from 'vitest';
import { createAnswerMemory, maxAskers } from './answer-memory.ts';

it('QB15: a hundred thousand askers leave 64 remembered; who was forgotten is obeyed anew', async () => {
  const memory = createAnswerMemory(new ManualClock());
  let acts = 0;
  const ask = (asker: number): Promise<unknown> =>
    memory.once(String(asker), Uint8Array.of(1), () => {
      acts += 1;
      return Promise.resolve(ok());
    });
  for (let asker = 0; asker < 100_000; asker += 1) await ask(asker);
  expect(memory.askers).toBe(maxAskers);
  await ask(99_999);
  expect(acts).toBe(100_000);
  await ask(0);
  expect(acts).toBe(100_001);
});
