import type { SeededRandom } from '@pingjia/shared/testing';
import type { Act } from './history.ts';

export type MakeAct = (random: SeededRandom) => Act;

export function exportTo(random: SeededRandom): Act {
  const scope = random.below(3) === 0 ? 'all' : 'unsent';
  const pulledAfter = random.below(2) === 0 ? random.below(40) : 1_000_000;
  const room = random.below(5) === 0 ? random.below(20_000) : 1_000_000_000;
  return { act: 'export', scope, pulledAfter, room };
}

export function pick<T>(random: SeededRandom, from: readonly T[]): T {
  const picked = from[random.below(from.length)];
  if (picked === undefined) throw new Error('nothing to choose from');
  return picked;
}
