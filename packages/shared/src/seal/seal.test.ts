import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSealer, sealOverhead } from './seal.ts';

const sealer = await createSealer();
const pair = sealer.newPair();

test('BU6: only the holder of the private half opens what was sealed, and a changed box opens for nobody', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(), (plain, where) => {
      const sealed = sealer.seal(plain, pair.publicKey);
      expect(sealed.length).toBe(plain.length + sealOverhead);
      expect(sealer.open(sealed, pair)).toEqual(plain);
      const changed = Uint8Array.from(sealed);
      const at = where % changed.length;
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(sealer.open(changed, pair)).toBeNull();
    }),
  );
  const stranger = sealer.newPair();
  expect(sealer.open(sealer.seal(new Uint8Array(8), pair.publicKey), stranger)).toBeNull();
  expect(sealer.open(new Uint8Array(3), pair)).toBeNull();
});

test('BU6: the same text sealed twice differs', () => {
  const text = new TextEncoder().encode('13800000000');
  expect(sealer.seal(text, pair.publicKey)).not.toEqual(sealer.seal(text, pair.publicKey));
});
