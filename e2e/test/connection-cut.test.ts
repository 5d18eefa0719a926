import { expect, test } from 'vitest';
import { withCounty } from '../harness/county.ts';
import { cutRun } from '../harness/cut-run.ts';

test('SY21 SY29 SY56: the connection cut after byte N of a push and of its answer: everything arrives, once', () =>
  withCounty(
    async (county) => {
      const { cuts, pressed } = await cutRun(county, 61);
      expect(cuts).toBeGreaterThan(30);
      const items = await county.evaluations();
      expect(items.length).toBe(pressed);
      expect(new Set(items.map(({ evaluationId }) => evaluationId)).size).toBe(pressed);
      expect(await county.device()).toMatchObject({ gaps: [], forked: false });
    },
    { pad: false },
  ));
