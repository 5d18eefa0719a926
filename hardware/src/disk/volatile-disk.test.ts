import { SeededRandom } from '@pingjia/shared/testing';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createVolatileDisk, sectorBytes } from './volatile-disk.ts';

const sectors = 8;
const sector = (value: number): Buffer => Buffer.alloc(sectorBytes, value);

function emptyDisk() {
  return createVolatileDisk(Buffer.alloc(sectors * sectorBytes));
}

test('what was written is read at once, and is on the platter after a flush only', () => {
  const disk = emptyDisk();
  disk.write(sectorBytes, sector(1));
  expect(disk.read(sectorBytes, sectorBytes)).toEqual(sector(1));
  expect(disk.platter()).toEqual(Buffer.alloc(sectors * sectorBytes));
  disk.flush();
  expect(disk.platter().subarray(sectorBytes, 2 * sectorBytes)).toEqual(sector(1));
});

test('after a cut each sector holds what was flushed or one of the texts it was given since, whole', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ at: fc.nat(sectors - 1), value: fc.integer({ min: 1, max: 255 }), flush: fc.boolean() })),
      fc.nat(),
      (writes, seed) => {
        const disk = emptyDisk();
        const allowed = Array.from({ length: sectors }, () => [0]);
        for (const { at, value, flush } of writes) {
          disk.write(at * sectorBytes, sector(value));
          allowed[at]?.push(value);
          if (!flush) continue;
          disk.flush();
          for (const values of allowed) values.splice(0, values.length - 1);
        }
        disk.cut(new SeededRandom(seed));
        for (const [at, values] of allowed.entries()) {
          const found = disk.read(at * sectorBytes, sectorBytes);
          expect(values).toContain(found[0]);
          expect(found.equals(sector(found[0] ?? 0))).toBe(true);
        }
        expect(disk.platter().equals(disk.read(0, disk.size))).toBe(true);
      },
    ),
  );
});

test('cuts lose sectors and keep sectors', () => {
  const tally = { kept: 0, lost: 0 };
  for (let seed = 0; seed < 40; seed += 1) {
    const disk = emptyDisk();
    for (let at = 0; at < sectors; at += 1) disk.write(at * sectorBytes, sector(1));
    const { kept, lost } = disk.cut(new SeededRandom(seed));
    tally.kept += kept;
    tally.lost += lost;
  }
  expect(tally.kept).toBeGreaterThan(80);
  expect(tally.lost).toBeGreaterThan(80);
  expect(tally.kept + tally.lost).toBe(40 * sectors);
});
