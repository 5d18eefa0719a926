import { describe, expect, it } from 'vitest';
import { EventScanner } from './event-scanner.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function count(text: string, size = text.length): number {
  const scanner = new EventScanner();
  const all = bytes(text);
  let events = 0;
  for (let start = 0; start < all.length; start += size) events += scanner.scan(all.subarray(start, start + size));
  return events;
}

describe('event scanner', () => {
  it.each([
    ['an event', 'data: {}\n\n', 1],
    ['a named event', 'event: accepted\ndata: {}\n\n', 1],
    ['a comment', ': \n\n', 0],
    ['a comment before an event', ': hello\ndata: x\n\n', 1],
    ['blank lines', '\n\n\n', 0],
    ['an event that is not over', 'data: x\n', 0],
    ['CRLF', 'data: x\r\n\r\ndata: y\r\n\r\n', 2],
    ['CR', 'data: x\r\rdata: y\r\r', 2],
    ['a field that contains a colon', 'data: a:b\n\n', 1],
    ['garbage', '\u0000\uFFFD{{{', 0],
  ])('%s', (_, text, expected) => {
    expect(count(text)).toBe(expected);
    expect(count(text, 1)).toBe(expected);
  });
});
