import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { padMessages } from '../testing/message-arbitraries.ts';
import { referenceBodies } from '../testing/reference-parser.ts';
import { decodePadLine, encodePadMessage } from './codec.ts';
import { createLineReader } from './line-reader.ts';
import type { PadMessage } from './message.ts';

function read(...chunks: readonly Uint8Array[]): { readonly messages: PadMessage[]; readonly drops: string[] } {
  const messages: PadMessage[] = [];
  const drops: string[] = [];
  const reader = createLineReader(decodePadLine, {
    message: (message) => void messages.push(message),
    dropped: (reason) => void drops.push(reason),
  });
  for (const chunk of chunks) reader.push(chunk);
  return { messages, drops };
}

const bodyOf = (message: PadMessage): string => Buffer.from(encodePadMessage(message)).toString('latin1').slice(1, -7);
const join = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));

/** Streams like those of a bad cable: good lines, cut ones, flipped bits, doubled bytes, plain noise. */
const damaged = fc
  .tuple(encoded(), fc.nat(95), fc.integer({ min: 1, max: 255 }))
  .map(([line, place, flip]) => line.map((byte, index) => (index === place % line.length ? byte ^ flip : byte)));
const cut = fc.tuple(encoded(), fc.nat(95)).map(([line, place]) => line.subarray(0, place % line.length));
const noise = fc.uint8Array({ maxLength: 120 });
const almost = fc
  .array(fc.constantFrom('$', '*', ',', 'KEY', '01', 'FF', '0000', '5', '\r', '\n', '\r\n', 'FFFF'), { maxLength: 30 })
  .map((parts) => Uint8Array.from(Buffer.from(parts.join(''), 'latin1')));
const streams = fc.array(fc.oneof(encoded(), damaged, cut, noise, almost), { maxLength: 12 }).map(join);

function encoded(): fc.Arbitrary<Uint8Array> {
  return padMessages.map(encodePadMessage);
}

describe('pingjia-line reader', () => {
  it('DV11: of any stream it reads exactly what the reference parser reads', () => {
    fc.assert(
      fc.property(streams, (stream) => {
        expect(read(stream).messages.map(bodyOf)).toEqual(referenceBodies(stream));
      }),
      { seed: 17, numRuns: 3_000 },
    );
  });

  it('DV11: a flipped bit anywhere in a line gives no message', () => {
    fc.assert(
      fc.property(padMessages, fc.nat(7), (message, bit) => {
        const line = encodePadMessage(message);
        for (const place of line.keys()) {
          const flipped = line.map((byte, index) => (index === place ? byte ^ (1 << bit) : byte));
          expect(read(flipped).messages).toEqual([]);
        }
      }),
      { seed: 18, numRuns: 100 },
    );
  });

  it('DV12: a stream cut at every boundary reads the same', () => {
    fc.assert(
      fc.property(streams, (stream) => {
        expect(read(...[...stream].map((byte) => Uint8Array.of(byte)))).toEqual(read(stream));
      }),
      { seed: 19, numRuns: 300 },
    );
  });

  it('DV13: the first good line after any stream is read', () => {
    fc.assert(
      fc.property(streams, padMessages, (stream, message) => {
        expect(read(stream, encodePadMessage(message)).messages.at(-1)).toEqual(message);
      }),
      { seed: 20, numRuns: 1_000 },
    );
  });

  it('DV12: a malformed line is counted once', () => {
    const good = encodePadMessage({ type: 'ACK', address: '01', verb: 'ARM' });
    const bad = good.map((byte, index) => (index === 5 ? byte + 1 : byte));
    expect(read(good, bad, good).drops).toHaveLength(1);
    expect(read(good, bad, good).messages).toHaveLength(2);
  });
});
