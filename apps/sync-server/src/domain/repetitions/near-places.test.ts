import { describe, expect, test } from 'vitest';
import type { EpochLink } from '../../store/epoch-links.ts';
import { follows, nearPlaces, type Place, reach } from './near-places.ts';

const link = (epoch: string, previous: Place | null, watermark: number): EpochLink => ({ epoch, previous, watermark });

/** b follows the 100th record of a, c the tenth of b. */
const chain = [link('a', null, 100), link('b', { epoch: 'a', seq: 100 }, 10), link('c', { epoch: 'b', seq: 10 }, 5)];

const isNear = (links: readonly EpochLink[], place: Place, other: Place): boolean =>
  nearPlaces(links, place).some(({ epoch, from, to }) => epoch === other.epoch && other.seq >= from && other.seq <= to);

describe('places near by', () => {
  test('SY59: those fewer than 256 records away, over several epochs, in both directions', () => {
    for (let first = 1; first <= 100; first += 1) {
      for (const [epoch, seq, between] of [
        ['b', 3, 0],
        ['b', 200, 0],
        ['c', 100, 10],
        ['c', 160, 10],
      ] as const) {
        const distance = 100 - first + between + seq;
        const [one, other] = [
          { epoch: 'a', seq: first },
          { epoch, seq },
        ];
        expect(isNear(chain, other, one), `${first} ${epoch}${seq}`).toBe(distance < reach);
        expect(isNear(chain, one, other), `${epoch}${seq} ${first}`).toBe(distance < reach);
      }
    }
  });

  test('SY62: what is held behind the tip that is named is counted back from its own end', () => {
    const lost = [link('a', null, 1_000), link('b', { epoch: 'a', seq: 100 }, 0)];
    const near = [1, 100, 900, 1_000].map((seq) => isNear(lost, { epoch: 'b', seq: 2 }, { epoch: 'a', seq }));
    expect(near).toEqual([true, true, true, true]);
    expect(isNear(lost, { epoch: 'b', seq: 2 }, { epoch: 'a', seq: 600 })).toBe(false);
  });

  test('SY62: one that goes on behind the place at which another left it is near to that one for a while', () => {
    const near = [101, 300, 400].map((seq) => isNear(chain, { epoch: 'a', seq }, { epoch: 'b', seq: 2 }));
    expect(near).toEqual([true, true, false]);
  });

  test('SY62: an epoch that names none follows the one that was accepted before it', () => {
    const unnamed = [link('a', null, 100), link('b', null, 3)];
    expect(isNear(unnamed, { epoch: 'b', seq: 2 }, { epoch: 'a', seq: 99 })).toBe(true);
    expect([follows(unnamed, 'b', 'a'), follows(unnamed, 'a', 'b'), follows(chain, 'c', 'a')]).toEqual([
      true,
      false,
      true,
    ]);
    expect(nearPlaces([], { epoch: 'b', seq: 2 })).toEqual([]);
  });

  test('epochs that claim to follow each other, or thousands that follow one, take no longer', () => {
    const circle = [link('a', { epoch: 'b', seq: 0 }, 0), link('b', { epoch: 'a', seq: 0 }, 0)];
    expect(nearPlaces(circle, { epoch: 'a', seq: 1 }).length).toBeLessThanOrEqual(16);
    expect(follows(circle, 'a', 'x')).toBe(false);
    const many = Array.from({ length: 5_000 }, (_, n) => link(`e${n}`, { epoch: 'a', seq: 0 }, 0));
    expect(nearPlaces([link('a', null, 0), ...many], { epoch: 'a', seq: 1 }).length).toBe(16);
  });
});
