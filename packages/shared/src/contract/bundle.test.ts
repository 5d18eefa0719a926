import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Hash } from '../hash.ts';
import { noHash } from '../hash.ts';
import { type BundleHeader, bundleLimits, bundleMagic, encodeBundleFrame } from './bundle.ts';
import { BundleReader } from './bundle-reader.ts';

const sha256 = (bytes: Uint8Array): Hash => createHash('sha256').update(bytes).digest('base64url') as Hash;
const sign = (bytes: Uint8Array): Uint8Array => createHash('sha512').update(bytes).digest();
const bundle = '11111111-1111-4111-8111-111111111111';
const device = '22222222-2222-4222-8222-222222222222';
const epoch = '33333333-3333-4333-8333-333333333333';
const statement = { statement: '{}', signature: 'x', keyId: 'k' };

function bundleOf(bodies: readonly Uint8Array[], isWhole = true): Uint8Array {
  const parts: Uint8Array[] = [bundleMagic];
  let previous = noHash;
  let index = 0;
  const add = (content: object, body: Uint8Array): void => {
    const header = { bundle, device, index, previous, ...content } as BundleHeader;
    const frame = encodeBundleFrame(header, body, { sha256, sign });
    parts.push(frame.bytes);
    previous = frame.hash;
    index += 1;
  };
  add({ kind: 'opening', scope: 'all', certificate: statement, sealedTo: 'k' }, new Uint8Array());
  for (const body of bodies) add({ kind: 'batch', epoch, from: index, to: index, tip: noHash }, body);
  if (isWhole) add({ kind: 'closing', batches: bodies.length }, new Uint8Array());
  return Buffer.concat(parts);
}

/** The bodies of all frames, however the bytes are cut, or the code it ended with. */
function read(bytes: Uint8Array, cuts: readonly number[] = []) {
  const reader = new BundleReader(sha256);
  const bodies: Uint8Array[] = [];
  const ends = [...new Set([...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort((a, b) => a - b);
  let start = 0;
  for (const end of ends) {
    const frames = reader.push(bytes.subarray(start, end));
    if (!frames.ok) return { code: frames.error.code, bodies, closed: false };
    for (const { header, body, signature, signedBytes } of frames.value) {
      expect(signature).toEqual(new Uint8Array(sign(signedBytes)));
      if (header.kind === 'batch') bodies.push(body);
    }
    start = end;
  }
  return { code: null, bodies, closed: reader.isClosed };
}

const someBodies = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 6 });

describe('bundle', () => {
  test('BU1: what was written is read, however the bytes are cut on their way', () => {
    fc.assert(
      fc.property(someBodies, fc.array(fc.nat(), { maxLength: 8 }), (bodies, cuts) => {
        expect(read(bundleOf(bodies), cuts)).toEqual({ code: null, bodies, closed: true });
      }),
    );
  });

  test('BU2: cut short anywhere, the whole frames before the cut are read and the end is missed', () => {
    const bodies = [Uint8Array.of(1, 2, 3), new Uint8Array(), Uint8Array.of(9)];
    const whole = bundleOf(bodies);
    for (let length = 0; length < whole.length; length += 1) {
      const { code, bodies: found, closed } = read(whole.subarray(0, length));
      expect({ code, closed }).toEqual({ code: null, closed: false });
      expect(bodies.slice(0, found.length)).toEqual(found);
    }
  });

  test('BU3: frames that are dropped, swapped or doubled are found by their place', () => {
    const bodies = [1, 2, 3].map((n) => Uint8Array.of(n));
    const frames = splitFrames(bundleOf(bodies));
    const [opening, one, two, three, closing] = frames as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    for (const order of [
      [opening, two, three, closing],
      [opening, two, one, three, closing],
      [opening, one, one, two, three, closing],
      [one, two, three, closing],
      [opening, one, closing],
      [opening, opening, one, two, three, closing],
    ]) {
      expect(read(Buffer.concat([bundleMagic, ...order])).code).toBe('BUNDLE_TAMPERED');
    }
  });

  test('BU4: any change of a frame changes what its signature covers or breaks the bundle', () => {
    const whole = bundleOf([Uint8Array.of(7, 7, 7)]);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = Uint8Array.from(whole);
        changed[at] = (changed[at] ?? 0) ^ flip;
        const reader = new BundleReader(sha256);
        const frames = reader.push(changed);
        const isSound =
          frames.ok &&
          reader.isClosed &&
          frames.value.every(({ signature, signedBytes }) => Buffer.from(sign(signedBytes)).equals(signature));
        expect(isSound).toBe(false);
      }),
    );
  });

  test('BU4: frames that came whole before a fault are known, however the bytes are cut', () => {
    fc.assert(
      fc.property(fc.nat(), (cut) => {
        const broken = Buffer.concat([bundleOf([Uint8Array.of(1), Uint8Array.of(2)]), Buffer.alloc(8, 0xff)]);
        const reader = new BundleReader(sha256);
        const at = cut % (broken.length + 1);
        const pushed = [broken.subarray(0, at), broken.subarray(at)].flatMap((part) => {
          const frames = reader.push(part);
          return frames.ok ? frames.value : reader.sound;
        });
        expect(pushed.map(({ header }) => header.kind)).toEqual(['opening', 'batch', 'batch', 'closing']);
      }),
    );
  });

  test('BU5: garbage, another version, huge lengths and bytes after the end each get their answer; nothing throws', () => {
    expect(read(Buffer.from('%PDF-1.7 and so on')).code).toBe('BUNDLE_MALFORMED');
    expect(read(Buffer.from('PJBUNDLE2\nnew')).code).toBe('BUNDLE_VERSION_UNKNOWN');
    expect(read(Buffer.concat([bundleOf([]), Buffer.from('more')])).code).toBe('BUNDLE_MALFORMED');
    const huge = Buffer.alloc(8, 0xff);
    expect(read(Buffer.concat([bundleMagic, huge])).code).toBe('BUNDLE_MALFORMED');
    expect(bundleLimits.bodyBytes).toBeLessThan(0xffff_ffff);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => void read(Buffer.concat([bundleMagic, noise]))),
    );
  });
});

function splitFrames(bytes: Uint8Array): Uint8Array[] {
  const reader = new BundleReader(sha256);
  const frames = reader.push(bytes);
  if (!frames.ok) throw new Error(frames.error.code);
  return frames.value.map(({ end }, index, all) => bytes.slice(all[index - 1]?.end ?? bundleMagic.length, end));
}
