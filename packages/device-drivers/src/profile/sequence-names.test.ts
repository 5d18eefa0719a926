import { SeededRandom } from '@pingjia/shared/testing';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSequenceNames } from './sequence-names.ts';

const names = (modulus = 256) => createSequenceNames(new SeededRandom(1), 10_000, modulus);

describe('naming presses by the pad’s own numbers', () => {
  it('PF17: the same number and key within the answer window is the same press', () => {
    const naming = names();
    const first = naming.nameOf({ sequence: 7, key: 5 }, 0);
    expect(naming.nameOf({ sequence: 7, key: 5 }, 9_999)).toEqual(first);
    expect(naming.nameOf({ sequence: 7, key: 4 }, 9_999)).not.toEqual(first);
    expect(naming.nameOf({ sequence: 7, key: 4 }, 30_000)).not.toEqual(first);
  });

  it('PF17: repeats of several presses that wait at once are told apart', () => {
    const naming = names();
    const one = naming.nameOf({ sequence: 1, key: 5 }, 0);
    const two = naming.nameOf({ sequence: 2, key: 5 }, 10);
    expect(naming.nameOf({ sequence: 1, key: 5 }, 500)).toEqual(one);
    expect(naming.nameOf({ sequence: 2, key: 5 }, 510)).toEqual(two);
    expect(two).toEqual({ boot: one.boot, count: one.count + 1 });
    expect(naming.nameOf({ sequence: 3, key: 5 }, 600)).toEqual({ boot: one.boot, count: one.count + 2 });
  });

  it('PF17: missing numbers leave a gap, also where the pad’s numbers begin again', () => {
    const naming = names();
    const { boot, count } = naming.nameOf({ sequence: 254, key: 5 }, 0);
    expect(naming.nameOf({ sequence: 1, key: 5 }, 100)).toEqual({ boot, count: count + 3 });
  });

  it('PF17: a step backwards, another boot and a power-on begin a new boot', () => {
    const naming = names();
    const first = naming.nameOf({ sequence: 100, key: 5, boot: 'A' }, 0);
    const restarted = naming.nameOf({ sequence: 0, key: 5, boot: 'A' }, 100);
    expect(restarted).toMatchObject({ count: 0 });
    expect(restarted.boot).not.toBe(first.boot);
    const other = naming.nameOf({ sequence: 0, key: 5, boot: 'B' }, 200);
    expect(other).not.toEqual(restarted);
    naming.forget();
    expect(naming.nameOf({ sequence: 0, key: 5, boot: 'B' }, 300)).not.toEqual(other);
  });

  it('PF17: no two presses ever share a name', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(15), fc.nat(20_000)), { maxLength: 60 }), (presses) => {
        const naming = names(16);
        const told = new Set<string>();
        let at = 0;
        for (const [index, [step, pause]] of presses.entries()) {
          at += pause + 10_001;
          const { boot, count } = naming.nameOf({ sequence: (index + step) % 16, key: 5 }, at);
          told.add(`${boot} ${count}`);
        }
        expect(told.size).toBe(presses.length);
      }),
    );
  });

  it('PF9: remembers no more over a million presses', () => {
    const naming = names(65_536);
    let latest = naming.nameOf({ sequence: 0, key: 1 }, 0);
    for (let press = 1; press < 1_000_000; press += 1)
      latest = naming.nameOf({ sequence: press % 65_536, key: 1 }, press);
    expect(latest.count).toBeLessThanOrEqual(65_535);
  });
});
