import type { SeededRandom } from '@pingjia/shared/testing';
import type { FuzzTarget } from './fuzz-target.ts';

/** One piece of input: sound, damaged, glued from words, or noise. */
export function nextPiece(target: FuzzTarget, random: SeededRandom): Uint8Array {
  if (target.piece !== undefined) return target.piece(random);
  const dice = random.fraction();
  if (dice < 0.4) return target.frame(random);
  if (dice < 0.75) return damage(target, random);
  if (dice < 0.9) return glue(target.words, random);
  return noise(random.below(48), random);
}

/** Flipped, cut, grown, doubled, or run into another one. */
function damage(target: FuzzTarget, random: SeededRandom): Uint8Array {
  const frame = target.frame(random);
  const place = random.below(frame.length + 1);
  const [head, tail] = [frame.subarray(0, place), frame.subarray(place)];
  switch (random.below(6)) {
    case 0: {
      const flipped = frame.slice();
      const at = random.below(frame.length);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8));
      return flipped;
    }
    case 1:
      return head;
    case 2:
      return tail;
    case 3:
      return join(head, noise(1 + random.below(4), random), tail);
    case 4:
      return join(head, target.frame(random), tail);
    default:
      return join(head, tail.subarray(1 + random.below(3)));
  }
}

function glue(words: readonly string[], random: SeededRandom): Uint8Array {
  const chosen = Array.from({ length: 1 + random.below(12) }, () => words[random.below(words.length)] ?? '');
  return Buffer.from(chosen.join(''), 'latin1');
}

export function noise(length: number, random: SeededRandom): Uint8Array {
  return Uint8Array.from({ length }, () => random.below(256));
}

export function join(...parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(parts);
}
