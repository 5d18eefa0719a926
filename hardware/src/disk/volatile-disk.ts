import type { RandomSource } from '@pingjia/shared';

/** Bytes that a disk writes whole or not at all. */
export const sectorBytes = 512;

/** What became of the sectors that were written and not flushed. */
export interface PowerLoss {
  /** Sectors that hold one of the texts written since the last flush, not always the last. */
  readonly kept: number;
  /** Sectors that hold what they held at the last flush. */
  readonly lost: number;
}

/** A disk with a write cache: only what was flushed survives a power cut; of the rest any part may, in any order. */
export interface VolatileDisk {
  readonly size: number;
  read(offset: number, length: number): Buffer;
  write(offset: number, bytes: Buffer): void;
  flush(): void;
  /** The power goes: what was not flushed is decided sector by sector, and the disk goes on with what is left. */
  cut(random: RandomSource): PowerLoss;
  /** What would be found after a cut that takes all that was not flushed. */
  platter(): Buffer;
}

/** A disk in memory that begins as `content`, which it takes over; its size is a whole number of sectors. */
export function createVolatileDisk(content: Buffer): VolatileDisk {
  const platter = content;
  const seen = Buffer.from(content);
  /** Every text a sector was given since the last flush, oldest first. */
  const unflushed = new Map<number, Buffer[]>();

  function keep(sector: number): void {
    const at = sector * sectorBytes;
    const texts = unflushed.get(sector) ?? [];
    texts.push(Buffer.from(seen.subarray(at, at + sectorBytes)));
    unflushed.set(sector, texts);
  }

  return {
    size: content.length,
    read: (offset, length) => Buffer.from(seen.subarray(offset, offset + length)),
    write(offset, bytes) {
      bytes.copy(seen, offset);
      const end = offset + bytes.length;
      for (let sector = Math.floor(offset / sectorBytes); sector * sectorBytes < end; sector += 1) keep(sector);
    },
    flush() {
      for (const [sector, texts] of unflushed) texts.at(-1)?.copy(platter, sector * sectorBytes);
      unflushed.clear();
    },
    cut(random) {
      const share = shareKept(random);
      let kept = 0;
      let lost = 0;
      for (const [sector, texts] of unflushed) {
        if (random.fraction() >= share) {
          lost += 1;
          continue;
        }
        texts[Math.floor(random.fraction() * texts.length)]?.copy(platter, sector * sectorBytes);
        kept += 1;
      }
      unflushed.clear();
      platter.copy(seen);
      return { kept, lost };
    },
    platter: () => Buffer.from(platter),
  };
}

/** Nothing of the cache in one cut of five, all of it in another, any share of it in the others. */
function shareKept(random: RandomSource): number {
  const draw = random.fraction() * 5;
  if (draw < 1) return 0;
  return draw < 2 ? 1 : random.fraction();
}
