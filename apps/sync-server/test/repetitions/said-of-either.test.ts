import { describe, expect, test } from 'vitest';
import { TestJournal } from '../../src/testing/index.ts';
import { type IngestStage, stores, withStage } from './ingest-stage.ts';
import { random, evaluationOf, followed, change, tick, remark } from './repetition-samples.ts';

describe.each(stores)('what is said of a press that was written twice (%s)', (store) => {
  /** A press that was written twice, what was said of either, and in what order the records may come. */
  const spoken = () => {
    const [first, again] = [evaluationOf(1), evaluationOf(1)];
    const before = new TestJournal(random);
    before.append({ type: 'evaluation', data: first });
    change(before, first, 'satisfied');
    tick(before, first, ['510']);
    remark(before, first, 1);
    const after = followed(before);
    after.append({ type: 'evaluation', data: again });
    change(after, again, 'dissatisfied');
    remark(after, again, 2);
    return { before, after };
  };

  const orders: readonly (readonly [
    string,
    (stage: IngestStage, before: TestJournal, after: TestJournal) => Promise<unknown>,
  ])[] = [
    [
      'in their order',
      async (stage, before, after) => {
        for (let seq = 1; seq <= 5; seq += 1) await stage.push(before, seq, seq);
        for (let seq = 1; seq <= 4; seq += 1) await stage.push(after, seq, seq);
      },
    ],
    [
      'in two batches',
      async (stage, before, after) => {
        await stage.push(before);
        await stage.push(after);
      },
    ],
    [
      'the first healed last',
      async (stage, before, after) => {
        await stage.push(before, 1, 5, [2]);
        await stage.push(after);
        await stage.push(before, 2, 2);
      },
    ],
    [
      'all of the first healed last',
      async (stage, before, after) => {
        await stage.push(before, 1, 5, [2, 3, 4, 5]);
        await stage.push(after);
        await stage.push(before, 2, 5);
      },
    ],
    [
      'the change healed last',
      async (stage, before, after) => {
        await stage.push(before, 1, 5, [3]);
        await stage.push(after);
        await stage.push(before, 3, 3);
      },
    ],
    [
      'the change healed before its press',
      async (stage, before, after) => {
        await stage.push(before, 1, 5, [2, 3]);
        await stage.push(after);
        await stage.push(before, 3, 3);
        await stage.push(before, 2, 2);
      },
    ],
    [
      'the second healed last',
      async (stage, before, after) => {
        await stage.push(before);
        await stage.push(after, 1, 4, [2]);
        await stage.push(after, 2, 2);
      },
    ],
  ];

  test.each(orders)('SY61: what is said of either is said of the one that counts: %s', (_, send) =>
    withStage(store, async (stage) => {
      const { before, after } = spoken();
      await send(stage, before, after);
      const [evaluation, ...others] = await stage.evaluations();
      expect(others).toEqual([]);
      expect(evaluation).toMatchObject({ grade: 'dissatisfied', details: ['510'] });
      const remarks = await stage.remarks();
      expect(remarks.length).toBe(2);
      for (const { evaluation_id } of remarks) expect(evaluation_id).toBe(evaluation?.evaluation_id);
      expect(remarks.map(({ sealed_for }) => sealed_for).filter((id) => id !== null).length).toBe(1);
    }),
  );
});
