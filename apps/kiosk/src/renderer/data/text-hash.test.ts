import { createHash } from 'node:crypto';
import { hashSchema } from '@pingjia/shared';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allSound, hashText } from './text-hash.ts';

test('is the hash that the host computes over the bytes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
      const hash = await hashText(text);
      expect(hash).toBe(createHash('sha256').update(text, 'utf8').digest('base64url'));
      expect(hashSchema.safeParse(hash).success).toBe(true);
    }),
    { seed: 20_260_105, numRuns: 100 },
  );
});

test('one changed letter is noticed', async () => {
  const hash = await hashText('满意');
  expect(await allSound([{ text: '满意', hash }])).toBe(true);
  expect(
    await allSound([
      { text: '满意', hash },
      { text: '不满意', hash },
    ]),
  ).toBe(false);
});
