import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTextPattern } from './text-pattern.ts';

const groups = (source: string, text: string): Record<string, string> | null | string => {
  const parsed = parseTextPattern(source);
  if (!parsed.ok) return parsed.error;
  const found = parsed.value.match(text);
  return found === null ? null : Object.fromEntries(found);
};

describe('expressions of a profile', () => {
  it.each([
    ['K(?<key>[1-5])', 'K3', { key: '3' }],
    ['^K(?<key>\\d{1,3})$', 'K255', { key: '255' }],
    ['(?<address>[0-9A-F]{2}),(?<key>[0-9]+),?', '0A,12', { address: '0A', key: '12' }],
    ['V(?<firmware>[\\w.-]{1,8})\\|(?<serial>.+)', 'V1.2|a|b', { firmware: '1.2', serial: 'a|b' }],
    ['\\x02\\[(?<key>\\d)\\]', '\u00025', null],
    ['\\x02\\[(?<key>\\d)\\]', '\u0002[5]', { key: '5' }],
    ['[^,]*,(?<key>\\d)', 'any,4', { key: '4' }],
    ['K(?<key>[1-5])', 'K3\n', null],
    ['K(?<key>[1-5])', 'xK3', null],
  ])('PF13: %s on %j', (source, text, expected) => {
    expect(groups(source, text)).toEqual(expected);
  });

  it.each([
    ['(?<key>[0-9]+)[0-9]', 'could also match'],
    ['.*K(?<key>\\d)', 'could also match'],
    ['a?a', 'could also match'],
    ['(?<key>\\d)|x', 'cannot be used here'],
    ['(?:a)', 'cannot be used here'],
    ['(?<key>(?<address>\\d))', 'lies inside another'],
    ['(?<key>\\d)(?<key>\\d)', 'is there twice'],
    ['(?<colour>\\d)', 'no field "colour"'],
    ['(?<key>\\d', 'not closed'],
    ['a{3,1}', 'smaller number first'],
    ['[z-a]', 'cannot be read'],
    ['\\p{L}', 'cannot be read'],
    ['\\1', 'cannot be read'],
    ['(?=a)', 'cannot be used here'],
    ['a**', 'cannot be used here'],
    ['[', 'cannot be used here'],
    ['\\', 'cannot be used here'],
  ])('PF13: %s is refused', (source, sentence) => {
    expect(groups(source, '')).toContain(sentence);
  });

  it('PF13: whatever is written, it is read or refused, and what is read matches in one pass', () => {
    const signs = [
      'a',
      '1',
      '.',
      '*',
      '+',
      '?',
      '{2}',
      '{1,}',
      '[0-9]',
      '[^a]',
      '(?<key>',
      ')',
      '\\d',
      '\\',
      '|',
      '^',
      '$',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...signs), { maxLength: 12 }),
        fc.string({ maxLength: 40 }),
        (parts, text) => {
          const parsed = parseTextPattern(parts.join(''));
          if (parsed.ok) expect(parsed.value.match(text)?.size ?? 0).toBeLessThanOrEqual(1);
          else expect(parsed.error).not.toBe('');
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('PF22: it writes texts that it matches', () => {
    const parsed = parseTextPattern('K(?<key>[0-9]{3}),[A-F]{2}(?<serial>[a-z]+)');
    if (!parsed.ok) throw new Error(parsed.error);
    const text = parsed.value.write(
      new Map([
        ['key', '7'],
        ['serial', 'abc'],
      ]),
    );
    expect(text).toBe('K007,AAabc');
    expect(
      parsed.value.write(
        new Map([
          ['key', 'x'],
          ['serial', 'abc'],
        ]),
      ),
    ).toBeNull();
  });
});
