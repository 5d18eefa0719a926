import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseProfile } from './parse-profile.ts';

const sound = `profile: 1
name: pad-one
version: "1"
framing:
  kind: fixed
  header: "AA"
  size: 4
  checksum: { algorithm: xor }
messages:
  - means: press
    key: { at: 1 }
commands:
  arm: { hex: "01 {seconds}" }
`;

/** As `line:column problem; instead`. */
function problems(text: string): readonly string[] {
  const parsed = parseProfile(text);
  return parsed.ok
    ? []
    : parsed.error.map(({ line, column, problem, instead }) => `${line}:${column} ${problem}; ${instead}`);
}

const changed = (from: string, to: string): readonly string[] => {
  expect(sound).toContain(from);
  return problems(sound.replace(from, to));
};

describe('reading a profile', () => {
  it('PF1: takes YAML and JSON', () => {
    const parsed = parseProfile(sound);
    expect(parsed).toMatchObject({ ok: true, value: { name: 'pad-one', timeouts: { answer: 10_000 } } });
    const json = {
      profile: 1,
      name: 'x1',
      version: '1',
      framing: { kind: 'fixed', size: 1 },
      messages: [{ means: 'press', key: { at: 0 } }],
    };
    expect(parseProfile(JSON.stringify(json))).toMatchObject({ ok: true, value: { serial: { baud: 9_600 } } });
  });

  it.each([
    ['name: pad-one', 'name: Pad One', /^2:1 "Pad One" does not fit here; write a name of small letters/],
    ['name: pad-one\n', '', /^1:1 "name" is missing; write a name/],
    ['size: 4', 'size: "4"', /^7:3 "4" does not fit here; write a whole number from 1 to 256/],
    ['size: 4', 'siz: 4', /siz" is not known here/],
    ['size: 4', 'size: 400', /^7:3 400 does not fit here; write a whole number from 1 to 256/],
    ['header: "AA"', 'header: "A"', /^6:3 "A" does not fit here; write 1 to 8 bytes as hexadecimal/],
    ['header: "AA"', 'header: 10', /^6:3 10 does not fit here; write 1 to 8 bytes/],
    ['kind: fixed', 'kind: fxed', /^5:3 .* write kind: delimiter, kind: fixed or kind: length/],
    ['algorithm: xor', 'algorithm: xro', /^8:15 "xro" does not fit here; write one of: xor, sum8/],
    ['means: press', 'means: pres', /^10:5 "pres" does not fit here; write one of: press, alive/],
    ['key: { at: 1 }', 'key: 1', /^11:5 1 does not fit here; write where it is, such as: \{ at: 3 \}/],
    ['key: { at: 1 }', 'key: { at: 9 }', /^11:5 key lies outside the longest frame of 4 bytes/],
    ['key: { at: 1 }', 'key: { at: 3 }', /^11:5 key overlaps the checksum/],
    ['    key: { at: 1 }\n', '', /^10:5 a press says which key; add key/],
    ['  arm: {', '  alarm: {', /^13:3 "alarm" .* write one of: probe, confirm/],
    ['{seconds}', '{sec}', /^13:10 the template cannot be read; there is no \{sec\}/],
    ['{seconds}', '{second}', /^13:10 arm has no \{second\}; use \{seconds\}/],
    ['{seconds}', '{name:x}', /^13:10 the template cannot be read; \{name:x\} has a format that cannot be read/],
    ['arm: { hex: "01 {seconds}" }', 'notice: { hex: "{name}" }', /^13:13 notice has no \{name\}; use \{text\}/],
    ['arm: { hex: "01 {seconds}" }', 'notice: { text: "{text}" }', /^13:13 the command of 60 bytes makes no frame/],
    ['name: pad-one', 'name: pad-one\nencoding: big5', /^3:1 "big5" .* write one of: utf-8, gbk, ascii/],
    ['{seconds}', '{address}', /^13:10 arm has no \{address\}; add address/],
    ['{seconds}', '{key}', /^13:10 arm has no \{key\}; use \{seconds\}/],
    ['{seconds}', '{seconds:4}', /^13:10 the command of 5 bytes makes no frame; frames have 4 bytes/],
    ['  arm: {', '  probe: {', /nothing answers probe/],
    ['checksum: { algorithm: xor }', 'checksum: { algorithm: xor, at: 9 }', /^8:3 the checksum lies outside the frame/],
    [
      'checksum: { algorithm: xor }',
      'checksum: { algorithm: xor, from: 2, to: 1 }',
      /^8:3 the checksum covers nothing/,
    ],
    [
      '  header: "AA"\n  size: 4\n  checksum: { algorithm: xor }\n',
      '  size: 4\n',
      /^6:3 nothing tells where a frame begins/,
    ],
    ['name: pad-one', 'name: pad-one\nname: two', /^3:1 this is no YAML: Map keys must be unique/],
    ['name: pad-one', '  name: pad-one', /this is no YAML/],
    [
      'version: "1"',
      'version: "1"\nkeys: { 1: very_satisfied, 2: very_satisfied }',
      /^4:1 .*two keys mean the same grade/,
    ],
  ])('PF1: %j written as %j is told by line and column, with what to write instead', (from, to, expected) => {
    expect(changed(from, to).join('\n')).toMatch(expected);
  });

  it('PF1: tells all that is wrong at once, in the order of the lines', () => {
    const found = problems(
      sound.replace('size: 4', 'size: x').replace('means: press', 'means: p').replace('pad-one', 'P'),
    );
    expect(found.map((line) => line.split(':')[0])).toEqual(['2', '7', '10']);
  });

  it.each([
    ['', '1:1'],
    ['null', '1:1'],
    ['[1, 2]', '1:1'],
    ['just words', '1:1'],
    ['{', 'this is no YAML'],
    ['a: *missing', 'an alias is unknown'],
    ['profile: !!js/function x', '1:'],
    ['['.repeat(20_000), 'nested too deeply'],
    ['- '.repeat(20_000), 'nested too deeply'],
    [`${'  '.repeat(9_000)}a: 1`, 'nested too deeply'],
    ['a'.repeat(70_000), 'too long'],
    [
      'a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]',
      '',
    ],
    ['__proto__: { profile: 1 }', '1:'],
    ['"\\u0000": 1', '1:'],
  ])('PF2: %.30j is refused', (text, expected) => {
    const found = problems(text);
    expect(found).not.toEqual([]);
    expect(found.join('\n')).toContain(expected);
  });

  it('PF2: any text is read or refused', () => {
    const words = [
      'profile: 1',
      '\n',
      '  ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      ':',
      ', ',
      '"',
      "'",
      '&a ',
      '*a',
      '|',
      '>',
      '#',
      '?',
      '!!',
      '---\n',
      'name',
    ];
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 6 })), { maxLength: 40 }),
        (parts) => {
          expect(problems(parts.join(''))).not.toEqual([]);
        },
      ),
      { numRuns: 1_500 },
    );
  });
});
