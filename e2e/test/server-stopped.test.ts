import { expect, test } from 'vitest';
import { eventually, withCounty } from '../harness/county.ts';

test('SY21 SY29: 500 presses while the server is stopped: 500 rows afterwards, in order, none twice', () =>
  withCounty(async (county) => {
    await county.startKiosk();
    expect(await county.press(3)).toMatchObject({ ok: true });
    await eventually(
      () => county.evaluations(),
      (items) => items.length === 1,
    );
    await county.stopServer();

    const keys = [5, 4, 3, 2, 1];
    for (const key of keys) expect(await county.press(key, 100)).toMatchObject({ ok: true, acknowledged: 100 });

    await county.startServer();
    const items = await eventually(
      () => county.evaluations(),
      (found) => found.length >= 501,
    );
    expect(items.length).toBe(501);
    expect(new Set(items.map(({ evaluationId }) => evaluationId)).size).toBe(501);
    expect(new Set(items.map(({ epoch }) => epoch)).size).toBe(1);
    const seqs = items.map(({ seq }) => seq);
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    const grades = ['very_satisfied', 'satisfied', 'basically_satisfied', 'dissatisfied', 'very_dissatisfied'];
    expect(items.slice(1).map(({ grade }) => grade)).toEqual(grades.flatMap((grade) => Array(100).fill(grade)));
    expect(await county.device()).toMatchObject({ gaps: [], forked: false, evaluations: 501 });
  }));
