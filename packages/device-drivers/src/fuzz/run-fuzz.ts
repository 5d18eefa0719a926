import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import type { PadDriver } from '../pad-driver.ts';
import type { FuzzTarget } from './fuzz-target.ts';
import { join, nextPiece } from './mangle.ts';

/** Bytes of noise and frames between two looks at what was heard. */
const blockBytes = 4_096;

/** Longer than anything a driver waits for, milliseconds. */
const longSilence = 60_000;

export interface FuzzReport {
  readonly bytes: number;
  readonly blocks: number;
  readonly presses: number;
  readonly throws: number;
  /** Blocks in which driver and reference differ. */
  readonly phantoms: number;
  /** Sound presses after noise that were not heard. */
  readonly deaf: number;
  readonly failed: number;
  /** The seed of the first block that failed, to fuzz it alone. */
  readonly firstFailure: number | null;
}

export interface FuzzOptions {
  readonly target: FuzzTarget;
  readonly bytes: number;
  readonly seed: number;
  /** Called now and then with the bytes so far. */
  readonly progress?: (bytes: number) => void;
}

type Count = 'bytes' | 'blocks' | 'presses' | 'throws' | 'phantoms' | 'deaf' | 'failed';

/** Feeds one driver for all its life and holds it against the reference, block by block. The same seed gives the same bytes. */
export function runFuzz({ target, bytes, seed, progress }: FuzzOptions): FuzzReport {
  const counts: Record<Count, number> = { bytes: 0, blocks: 0, presses: 0, throws: 0, phantoms: 0, deaf: 0, failed: 0 };
  const clock = new ManualClock();
  const heard: string[] = [];
  const driver = createDriver(target, clock, seed, heard);
  let firstFailure: number | null = null;

  for (let block = 0; counts.bytes < bytes; block += 1) {
    const blockSeed = (seed + block * 0x9e37_79b9) >>> 0;
    const random = new SeededRandom(blockSeed);
    const before = { throws: counts.throws, phantoms: counts.phantoms, deaf: counts.deaf };
    heard.length = 0;
    const expected = target.kind === 'stream' ? stream(random) : messages(random);
    if (target.filter !== undefined) deliver(target.filter.release);
    clock.advance(longSilence);
    const press = target.press(random);
    counts.bytes += press.length;
    deliver(press);
    const last = target.reference(press);
    if (heard.at(-1) !== last.at(-1) || last.length === 0) counts.deaf += 1;
    if (!agrees(heard, [...expected, ...last], target.filter !== undefined)) counts.phantoms += 1;
    counts.presses += heard.length;
    counts.blocks += 1;
    const sound = (['throws', 'phantoms', 'deaf'] as const).every((name) => counts[name] === before[name]);
    if (!sound) {
      counts.failed += 1;
      firstFailure ??= blockSeed;
    }
    if (block % 1_000 === 999) progress?.(counts.bytes);
  }
  driver.dispose?.();
  return { ...counts, firstFailure };

  function deliver(bytes: Uint8Array): void {
    if (target.filter !== undefined) clock.advance(target.filter.pace);
    try {
      driver.receive(bytes);
    } catch {
      counts.throws += 1;
    }
  }

  function stream(random: SeededRandom): readonly string[] {
    const pieces: Uint8Array[] = [];
    for (let length = 0; length < blockBytes; length += pieces.at(-1)?.length ?? 0)
      pieces.push(nextPiece(target, random));
    const bytes = join(...pieces);
    counts.bytes += bytes.length;
    for (let at = 0; at < bytes.length; ) {
      const end = at + 1 + random.below(random.below(8) === 0 ? 256 : 16);
      deliver(bytes.subarray(at, end));
      at = end;
    }
    return target.reference(bytes);
  }

  function messages(random: SeededRandom): readonly string[] {
    const expected: string[] = [];
    for (let length = 0; length < blockBytes; ) {
      const message = nextPiece(target, random);
      length += message.length;
      counts.bytes += message.length;
      deliver(message);
      expected.push(...target.reference(message));
    }
    return expected;
  }
}

/** The same presses; of a driver that filters, some of them in the same order. */
function agrees(heard: readonly string[], expected: readonly string[], filters: boolean): boolean {
  if (!filters) return heard.join('\n') === expected.join('\n');
  let at = 0;
  return heard.every((press) => {
    at = expected.indexOf(press, at) + 1;
    return at > 0;
  });
}

function createDriver(
  { family, describe, options = {} }: FuzzTarget,
  clock: ManualClock,
  seed: number,
  heard: string[],
): PadDriver {
  const nothing = (): void => undefined;
  const created = family.createDriver({
    options,
    place: 'serial:fuzz',
    clock,
    random: new SeededRandom(seed),
    write: nothing,
    events: {
      press: (press) => void heard.push(describe(press)),
      identified: nothing,
      rebooted: nothing,
      acknowledged: nothing,
      dropped: nothing,
      ignored: nothing,
    },
  });
  if (!created.ok) throw new Error(created.error.code);
  return created.value;
}
