import { SeededRandom } from '@pingjia/shared/testing';
import { expect, test } from 'vitest';
import { TestJournal, testEvaluation, testPlace, withServer } from '../src/testing/index.ts';

/** Pushes of one history, and records of its journal. */
const pushes = 60;
const length = 120;

test.each([1, 2, 3, 4, 5])(
  'SY28 SY29: duplicate, reordered, overlapping and gapped batches in any order (seed %i): held once, up to the furthest without a gap',
  (seed) =>
    withServer(async (server) => {
      const random = new SeededRandom(seed);
      const device = await server.enrolled();
      const journal = new TestJournal(server.random);
      while (journal.tip.seq < length)
        journal.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
      let watermark = 0;
      for (let n = 0; n < pushes; n += 1) {
        const from = 1 + random.below(Math.min(length, watermark + 12));
        const to = Math.min(length, from + random.below(30));
        const answer = await device.push(journal.batch(device.deviceId, from, to));
        if (from > watermark + 1) {
          expect(answer.code).toBe('BATCH_OUT_OF_PLACE');
          continue;
        }
        expect(answer).toMatchObject({ code: null, accepted: Math.max(0, to - watermark) });
        watermark = Math.max(watermark, to);
      }
      const held = await server.query('SELECT seq, hash FROM records ORDER BY seq');
      expect(held).toEqual(
        journal.records.slice(0, watermark).map(({ seq, hash }) => ({ seq, hash: Buffer.from(hash, 'base64url') })),
      );
      expect(await server.query('SELECT count(*) AS rows FROM evaluations')).toEqual([{ rows: watermark - 1 }]);
      expect(await server.query('SELECT forked FROM devices')).toEqual([{ forked: false }]);
    }),
);
