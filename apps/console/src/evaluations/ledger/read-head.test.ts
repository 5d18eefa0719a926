import type { EvaluationItem } from '@pingjia/shared';
import { describe, expect, it } from 'vitest';
import { StandInLedger } from '../../../test/stand-in/ledger.ts';
import { SampleEvaluations } from '../../../test/stand-in/sample-evaluations.ts';
import type { Api } from '../../api/api.ts';
import { largestPage, pageSize, readHead } from './read-head.ts';

function scene(count: number) {
  const samples = new SampleEvaluations(5);
  const ledger = new StandInLedger();
  const all = Array.from({ length: count }, (_, index) => samples.at(index)).toReversed();
  ledger.add(...all.toReversed());
  const limits: number[] = [];
  const api: Pick<Api, 'evaluations'> = {
    async evaluations(_filters, { limit }) {
      limits.push(limit);
      const page = ledger.page(new URLSearchParams({ limit: String(limit) }));
      if (page === null) throw new Error('the question does not fit the contract');
      return page;
    },
  };
  const read = (known: readonly EvaluationItem[], deep = false) =>
    readHead(api as Api, {}, { known, deep, signal: new AbortController().signal });
  return { all, limits, read };
}

describe('readHead', () => {
  it('joins what is new to what is known', async () => {
    const { all, limits, read } = scene(100);
    expect(await read(all.slice(10, 80))).toMatchObject({ joined: true, rows: all.slice(0, 80) });
    expect(limits).toEqual([pageSize]);
  });

  it('asks for more where one page does not reach back', async () => {
    const { all, limits, read } = scene(300);
    expect(await read(all.slice(200, 250))).toMatchObject({ joined: true, rows: all });
    expect(limits).toEqual([pageSize, largestPage]);
  });

  it('begins anew where too much arrived', async () => {
    const { all, read } = scene(largestPage + 200);
    expect(await read(all.slice(largestPage + 100))).toMatchObject({ joined: false, rows: all.slice(0, largestPage) });
  });

  it('reads everything on the screen again when asked to', async () => {
    const { all, limits, read } = scene(300);
    await read(all.slice(0, 200), true);
    expect(limits).toEqual([200]);
  });
});
