import { describe, expect, it } from 'vitest';
import { formatHexBytes } from './hex-bytes.ts';
import { parseHexTemplate, parseTextTemplate, type TemplateValues } from './template.ts';

const values: TemplateValues = { address: 10, key: 5, seconds: 300, phrase: 'THANKS', sequence: 258 };

function render(kind: 'hex' | 'text', source: string, given: TemplateValues = values): string | null {
  const parsed = kind === 'hex' ? parseHexTemplate(source) : parseTextTemplate(source);
  if (!parsed.ok) return parsed.error;
  const bytes = parsed.value.render(given);
  if (bytes === null) return null;
  const said = Object.fromEntries(parsed.value.match(bytes) ?? []);
  for (const name of parsed.value.uses) expect([name, said[name]]).not.toEqual([name, undefined]);
  return kind === 'hex' ? formatHexBytes(bytes) : Buffer.from(bytes).toString('latin1');
}

describe('templates', () => {
  it.each([
    ['01 {address} 10', '01 0A 10'],
    ['{sequence:2}{sequence:2le}', '01 02 02 01'],
    ['{seconds}', 'FF'],
    ['{seconds:2}', '01 2C'],
    ['{sequence}', null],
    ['{phrase}', null],
    ['{mode}', null],
  ])('PF19: hexadecimal %s', (source, expected) => {
    expect(render('hex', source)).toBe(expected);
  });

  it.each([
    ['A,{address:2x},{seconds:3}', 'A,0A,300'],
    ['{seconds:2}', '99'],
    ['{key}{phrase}', '5THANKS'],
    ['\\{key}\\x02\\r\\n\\t\\\\', '{key}\u0002\r\n\t\\'],
    ['{sequence:2}', null],
  ])('PF19: text %s', (source, expected) => {
    expect(render('text', source)).toBe(expected);
  });

  it.each([
    ['hex', 'A', 'is no hexadecimal'],
    ['hex', '{colour}', 'there is no {colour}'],
    ['hex', '{key:9}', 'cannot be read'],
    ['text', '{key:xx}', 'cannot be read'],
    ['text', '\\q', 'stands before'],
    ['text', '\\x1', 'stands before'],
  ] as const)('PF19: %s %s is refused', (kind, source, sentence) => {
    expect(render(kind, source)).toContain(sentence);
  });

  it('PF19: numbers that are no whole numbers from 0 on are not sent', () => {
    for (const key of [-1, 1.5, Number.NaN, 256]) expect(render('hex', '{key}', { key })).toBeNull();
  });
});
