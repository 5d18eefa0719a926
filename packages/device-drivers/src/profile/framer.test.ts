import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFramer } from './framer.ts';
import { framingSchema } from './framing-schema.ts';
import { formatHexBytes, parseHexBytes } from './hex-bytes.ts';
import { createLayout } from './layout.ts';

const layouts = {
  delimited: { kind: 'delimiter', start: '02', end: '03', max: 16 },
  'delimited with a checksum after its end': {
    kind: 'delimiter',
    start: '02',
    end: '03',
    max: 16,
    checksum: { algorithm: 'crc16/modbus', at: -2 },
  },
  'delimited without a start': { kind: 'delimiter', end: '0D 0A', max: 16 },
  fixed: { kind: 'fixed', header: 'AA 55', size: 8, checksum: { algorithm: 'xor', from: 2 } },
  'fixed without a header': { kind: 'fixed', size: 6, checksum: { algorithm: 'crc8/smbus' } },
  counted: { kind: 'length', header: '7E', at: 1, counts: 'frame', max: 32, checksum: { algorithm: 'sum8' } },
  'counted in two bytes': {
    kind: 'length',
    header: '7E 81',
    at: 3,
    size: 2,
    endian: 'little',
    counts: 'body',
    plus: 1,
    max: 40,
    checksum: { algorithm: 'crc16/x25', from: 2 },
  },
} as const;

type Name = keyof typeof layouts;
const names = Object.keys(layouts) as Name[];

function listen(name: Name) {
  const layout = createLayout(framingSchema.parse(layouts[name]));
  const told: string[] = [];
  const framer = createFramer(layout, {
    frame: (bytes) => void told.push(formatHexBytes(bytes)),
    dropped: (reason) => void told.push(reason),
  });
  return { layout, told, framer, hear: (hex: string) => framer.push(parseHexBytes(hex) ?? new Uint8Array()) };
}

/** A body that makes a sound frame of the layout, free of its marks. */
const bodyFor = (name: Name): fc.Arbitrary<Uint8Array<ArrayBuffer>> => {
  const length = name === 'fixed' || name === 'fixed without a header' ? 5 : undefined;
  return fc.uint8Array({ minLength: length ?? 1, maxLength: length ?? 8, min: 0x20, max: 0x60 });
};

describe('framing by a profile', () => {
  it.each(names)('PF5 PF6 PF8: %s: what was wrapped is cut out again, and its body taken out of it', (name) => {
    fc.assert(
      fc.property(bodyFor(name), (body) => {
        const { layout, told, framer } = listen(name);
        const frame = layout.wrap(body);
        if (frame === null) throw new Error('the body fits');
        framer.push(frame);
        expect(told).toEqual([formatHexBytes(frame)]);
        expect([...layout.bodyOf(frame)]).toEqual([...body]);
      }),
      { numRuns: 200 },
    );
  });

  it.each(names)('PF9: %s: noise never throws, and a sound frame after it and a silence is heard', (name) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), bodyFor(name), (noise, body) => {
        const { layout, told, framer } = listen(name);
        const frame = layout.wrap(body) ?? new Uint8Array();
        framer.push(noise);
        framer.flush();
        framer.push(frame);
        expect(told.at(-1)).toBe(formatHexBytes(frame));
      }),
      { numRuns: 500 },
    );
  });

  it.each(names)('PF9 PF10: %s: how the bytes were cut changes neither frames nor drops', (name) => {
    const pieces = fc.array(fc.oneof(fc.uint8Array({ maxLength: 20 }), bodyFor(name)), { maxLength: 8 });
    fc.assert(
      fc.property(pieces, (parts) => {
        const whole = listen(name);
        const cut = listen(name);
        const bytes = parts.flatMap((part, index) => [...(index % 2 === 0 ? part : (whole.layout.wrap(part) ?? part))]);
        whole.framer.push(Uint8Array.from(bytes));
        for (const byte of bytes) cut.framer.push(Uint8Array.of(byte));
        expect(cut.told).toEqual(whole.told);
      }),
      { numRuns: 300 },
    );
  });

  it('PF5: a start inside a frame begins it anew; what is longer than the longest is dropped', () => {
    const { told, hear } = listen('delimited');
    hear('02 41 42 02 43 03');
    expect(told).toEqual(['cut-short', '02 43 03']);
    told.length = 0;
    hear(`02 ${'41 '.repeat(40)} 03 02 44 03`);
    expect(told).toEqual(['too-long', 'noise', 'noise', '02 44 03']);
  });

  it('PF5: without a start, what follows the end of a too long one is heard and nothing of it', () => {
    const { told, hear } = listen('delimited without a start');
    hear(`${'41 '.repeat(30)} 0D 0A 42 0D 0A`);
    expect(told).toEqual(['too-long', 'too-long', '42 0D 0A']);
  });

  it('PF5 PF8: a checksum after the end may look like a start or an end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 6, min: 0x20, max: 0xff }), (body) => {
        const { layout, told, framer } = listen('delimited with a checksum after its end');
        const frame = layout.wrap(body) ?? new Uint8Array();
        framer.push(frame);
        expect(told).toEqual([formatHexBytes(frame)]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('PF6: a length that no frame has is dropped at once', () => {
    const { told, hear } = listen('counted');
    hear('7E 00 7E FF');
    expect(told).toEqual(['bad-length', 'bad-length']);
  });

  it('PF10: a wrong checksum is told, a run of noise once for every longest frame of it', () => {
    const { told, hear } = listen('fixed');
    hear('AA 55 01 02 03 04 05 00');
    expect(told).toEqual(['bad-checksum']);
    told.length = 0;
    hear('00 '.repeat(17));
    expect(told).toEqual(['noise', 'noise', 'noise']);
  });

  it('PF10: half a frame followed by silence is dropped, and what was sound inside it is heard', () => {
    const { told, hear, framer } = listen('counted');
    hear('7E 20 7E 04 41 C3');
    expect(told).toEqual([]);
    framer.flush();
    expect(told).toEqual(['cut-short', '7E 04 41 C3']);
  });
});
