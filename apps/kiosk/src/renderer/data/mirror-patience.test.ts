import { expect, test } from 'vitest';
import { firstLife, type LifeEnd, nextLife, retryAfter, retrySoon } from './mirror-patience.ts';

/** Each next life when one after another ends so: `<why> after <milliseconds>`. */
function lives(ends: readonly LifeEnd[], { beside = true, filled = false } = {}): string[] {
  let life = firstLife;
  return ends.map((end) => {
    life = nextLife(life, end, filled, beside);
    return `${life.rebuilt} after ${life.wait}`;
  });
}

test('MI2: a copy that cannot be opened twice is replaced at once', () => {
  expect(lives(['unopened', 'unopened'])).toEqual([`no after ${retrySoon}`, 'gone after 0']);
});

test('MI3: where no new copy can be opened either, the copy in use is tried again, and again', () => {
  const round = [`no after ${retrySoon}`, 'gone after 0', `no after ${retryAfter}`];
  expect(lives(Array.from({ length: 6 }, () => 'unopened'))).toEqual([...round, ...round]);
});

test('MI3: without buckets a copy that cannot be opened is kept for longer', () => {
  expect(lives(['unopened', 'unopened', 'unopened'], { beside: false })).toEqual([
    `no after ${retryAfter}`,
    `no after ${retryAfter}`,
    `gone after ${retryAfter}`,
  ]);
});

test('a copy that opens and fails is given up after the third failure in a row', () => {
  expect(lives(['broken', 'broken', 'broken'])).toEqual([
    `no after ${retryAfter}`,
    `no after ${retryAfter}`,
    `gone after ${retryAfter}`,
  ]);
});

test('a copy that is wrong is replaced at once; one that is wrong again takes a breath', () => {
  expect(lives(['short', 'different', 'gone'])).toEqual([
    'short after 0',
    `different after ${retryAfter}`,
    `gone after ${retryAfter}`,
  ]);
  expect(lives(['different', 'different'], { filled: true })).toEqual(['different after 0', 'different after 0']);
});
