import * as fc from 'fast-check';

/** Whole messages as a bad network or a hostile one makes them: flipped, cut, grown, glued, or glued from a family's words. */
export function damagedMessages(
  sound: fc.Arbitrary<Uint8Array>,
  words: readonly string[],
): fc.Arbitrary<Uint8Array<ArrayBuffer>> {
  const place = fc.nat(400);
  const flipped = fc
    .tuple(sound, place, fc.integer({ min: 1, max: 255 }))
    .map(([bytes, at, flip]) => bytes.map((byte, index) => (index === at % bytes.length ? byte ^ flip : byte)));
  const cut = fc.tuple(sound, place).map(([bytes, at]) => bytes.slice(0, at % (bytes.length + 1)));
  const grown = fc
    .tuple(sound, place, fc.constantFrom(...words))
    .map(([bytes, at, word]) => splice(bytes, at % (bytes.length + 1), Buffer.from(word)));
  const glued = fc.tuple(sound, sound).map(([one, other]) => splice(one, one.length, other));
  const almost = fc.array(fc.constantFrom(...words), { maxLength: 24 }).map((parts) => Buffer.from(parts.join('')));
  return fc
    .oneof(sound, flipped, cut, grown, glued, almost, fc.uint8Array({ maxLength: 200 }))
    .map((bytes) => Uint8Array.from(bytes));
}

function splice(bytes: Uint8Array, at: number, more: Uint8Array): Uint8Array {
  return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);
}
