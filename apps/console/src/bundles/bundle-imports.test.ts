import { type BundleReport, err, ok, type Result } from '@pingjia/shared';
import { describe, expect, it, vi } from 'vitest';
import type { ApiFault } from '../api/api-fault.ts';
import { BundleImports } from './bundle-imports.ts';

const report: BundleReport = {
  bundle: '11111111-1111-4111-8111-111111111111',
  device: '22222222-2222-4222-8222-222222222222',
  batches: [],
  accepted: 3,
  complete: true,
  fault: null,
  receipts: [],
};

describe('bundles that were chosen', () => {
  it('are sent one after the other, and each change is told with what it led to', async () => {
    const answers: ((answer: Result<BundleReport, ApiFault>) => void)[] = [];
    const sent: string[] = [];
    const onAnswer = vi.fn();
    const imports = new BundleImports({
      send: (file) => {
        sent.push(file.name);
        return new Promise((answer) => answers.push(answer));
      },
      onAnswer,
    });
    const states = () => imports.all.map(({ name, username, outcome }) => `${name} of ${username}: ${outcome.state}`);
    const seen: string[][] = [];
    const stop = imports.subscribe(() => seen.push(states()));
    imports.add(new File([], 'a.pjb'), 'clerk');
    imports.add(new File([], 'b.pjb'), 'colleague');
    await vi.waitFor(() => expect(sent).toEqual(['a.pjb']));
    answers[0]?.(ok(report));
    await vi.waitFor(() => expect(sent).toEqual(['a.pjb', 'b.pjb']));
    expect(onAnswer).toHaveBeenCalledTimes(1);
    stop();
    answers[1]?.(err({ code: 'BUNDLE_MALFORMED' }));
    await vi.waitFor(() => expect(states()).toEqual(['b.pjb of colleague: refused', 'a.pjb of clerk: taken']));
    expect(onAnswer).toHaveBeenCalledTimes(2);
    expect(seen).toEqual([
      ['a.pjb of clerk: reading'],
      ['b.pjb of colleague: reading', 'a.pjb of clerk: reading'],
      ['b.pjb of colleague: reading', 'a.pjb of clerk: taken'],
    ]);
  });
});
