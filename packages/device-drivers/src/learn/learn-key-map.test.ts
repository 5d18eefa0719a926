import { grades } from '@pingjia/shared';
import { describe, expect, it } from 'vitest';
import { createKeyLearning } from './learn-key-map.ts';

const [best, second, third] = grades;

describe('learning a key map', () => {
  it('PP1: asks for each grade from the best to the worst, and settles what was pressed once it is confirmed', () => {
    const learning = createKeyLearning();
    for (const [index, key] of [3, 2, 1, 0, 5].entries()) {
      expect(learning.state).toMatchObject({ step: 'ask', grade: grades[index] });
      learning.press(key);
    }
    const map = { 3: best, 2: second, 1: third, 0: 'dissatisfied', 5: 'very_dissatisfied' };
    expect(learning.state).toMatchObject({ step: 'confirm', map, refusal: null });
    expect(learning.confirm()).toMatchObject({ step: 'done', map });
    expect(learning.press(9)).toMatchObject({ step: 'done', map });
  });

  it('PP2: a key that has taught another grade is refused, and the grade is asked for again', () => {
    const learning = createKeyLearning();
    learning.press(7);
    expect(learning.press(7)).toMatchObject({
      step: 'ask',
      grade: second,
      refusal: { reason: 'duplicate', key: 7, grade: best },
    });
    expect(learning.press(8)).toMatchObject({ grade: third, refusal: null });
  });

  it('PP2: a missed button is asked for again', () => {
    const learning = createKeyLearning({ timeout: 500 });
    expect(learning.state).toMatchObject({ timeout: 500 });
    expect(learning.timedOut()).toMatchObject({ step: 'ask', grade: best, refusal: { reason: 'timeout' } });
    expect(learning.press(1)).toMatchObject({ grade: second, refusal: null });
  });

  it.each([-1, 256, 1.5, Number.NaN])('PP2: %s is no code of a button', (key) => {
    expect(createKeyLearning().press(key)).toMatchObject({ grade: best, refusal: { reason: 'foreign', key } });
  });

  it('PP3: a button the pad does not have is skipped and means nothing', () => {
    const learning = createKeyLearning({ grades: [best, second] });
    learning.skip();
    expect(learning.press(4)).toMatchObject({
      step: 'confirm',
      map: { 4: second },
      learnt: [{ key: null }, { key: 4 }],
    });
  });

  it('PP3: a map of nothing is not confirmed', () => {
    const learning = createKeyLearning({ grades: [best] });
    learning.skip();
    expect(learning.confirm()).toMatchObject({ step: 'confirm', refusal: { reason: 'nothing-learnt' } });
  });

  it('PP3: before it is confirmed each button can be tried, and one that was not asked for is refused', () => {
    const learning = createKeyLearning({ grades: [best] });
    learning.press(4);
    expect(learning.press(4)).toMatchObject({ step: 'confirm', tried: best, refusal: null });
    expect(learning.press(6)).toMatchObject({ tried: null, refusal: { reason: 'foreign', key: 6 } });
    expect(learning.timedOut()).toMatchObject({ step: 'confirm' });
  });

  it('PP3: it can begin again at any time', () => {
    const learning = createKeyLearning();
    learning.press(4);
    expect(learning.restart()).toMatchObject({ step: 'ask', grade: best, learnt: [] });
    expect(learning.confirm()).toMatchObject({ step: 'ask' });
  });
});
