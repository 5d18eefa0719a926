import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineFramer, maxLineBytes } from './line-framer.ts';

function frame(...chunks: readonly Uint8Array[]): string[] {
  const events: string[] = [];
  const framer = createLineFramer({
    line: (text) => void events.push(`line ${text}`),
    dropped: (reason) => void events.push(`dropped ${reason}`),
  });
  for (const chunk of chunks) framer.push(chunk);
  return events;
}

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

describe('line framer', () => {
  it.each([
    ['$A\r\n', ['line $A']],
    ['$A\r\n$B\r\n', ['line $A', 'line $B']],
    ['$\r\n', ['line $']],
    ['$A', []],
    ['', []],
  ])('DV9: %j is framed', (text, events) => expect(frame(bytes(text))).toEqual(events));

  it.each([
    ['A\r\n$B\r\n', ['dropped noise', 'line $B']],
    ['\r\n', ['dropped noise']],
    ['$A$B\r\n', ['dropped cut-short', 'line $B']],
    ['$A\n$B\r\n', ['dropped bad-byte', 'line $B']],
    ['$A\rB\r\n$C\r\n', ['dropped bad-byte', 'line $C']],
    ['$A\r\r\n$C\r\n', ['dropped bad-byte', 'line $C']],
    ['$A\r$B\r\n', ['dropped cut-short', 'line $B']],
    ['$\u0000A\r\n', ['dropped bad-byte']],
    ['$A\u00ff\r\n', ['dropped bad-byte']],
    ['$A\u007f\r\n', ['dropped bad-byte']],
  ])('DV11: %j is dropped with its reason', (text, events) => expect(frame(bytes(text))).toEqual(events));

  it('DV10: a line of 96 bytes is heard, one of 97 is dropped, and the next is heard again', () => {
    const longest = `$${'x'.repeat(maxLineBytes - 3)}`;
    expect(frame(bytes(`${longest}\r\n`))).toEqual([`line ${longest}`]);
    expect(frame(bytes(`${longest}x\r\n$A\r\n`))).toEqual(['dropped too-long', 'line $A']);
  });

  it('DV12: endless noise is counted once for every 96 bytes', () => {
    expect(frame(new Uint8Array(10 * maxLineBytes))).toEqual(Array.from({ length: 10 }, () => 'dropped noise'));
  });

  const noisy = fc.uint8Array({ maxLength: 400 });
  const telling = fc
    .array(fc.constantFrom('$', '\r', '\n', '\r\n', '*', 'A', '\u0000', '$A*1234\r\n'), { maxLength: 120 })
    .map((parts) => bytes(parts.join('')));

  it('DV12: where the bytes are cut makes no difference', () => {
    fc.assert(
      fc.property(fc.oneof(noisy, telling), fc.array(fc.nat(400)), (input, cuts) => {
        const places = [0, ...cuts.map((cut) => Math.min(cut, input.length)).sort((a, b) => a - b), input.length];
        const chunks = places.slice(1).map((place, index) => input.subarray(places[index], place));
        expect(frame(...chunks)).toEqual(frame(input));
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  it('DV13: after any noise the next good line is heard', () => {
    fc.assert(
      fc.property(fc.oneof(noisy, telling), (noise) => {
        expect(frame(noise, bytes('$GOOD\r\n')).at(-1)).toBe('line $GOOD');
      }),
      { seed: 13, numRuns: 1_000 },
    );
  });
});
