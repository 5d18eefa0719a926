import { globSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inRepository, readText } from './repository.ts';
import { definedRules, quotedRules } from './rules.ts';

const specifications = globSync('docs/{*-spec,devices/*}.md', { cwd: inRepository('') }).filter(
  (path) => definedRules(readText(path)).length > 0,
);
const defined = specifications.flatMap((path) => definedRules(readText(path)));

const tests = globSync('{packages,apps,demo,e2e,bench,hardware,firmware,tools}/**/*{.test,-contract}.{ts,tsx}', {
  cwd: inRepository(''),
  exclude: (name) => ['node_modules', 'dist', 'out', 'docs'].includes(name),
});
const quoted = new Map(tests.map((path) => [path, quotedRules(readText(path))]));

describe('rules of the specifications', () => {
  test('each specification numbers its rules from 1, without a gap, in order, under two letters of its own', () => {
    expect(specifications).toContain('docs/sync-spec.md');
    const letters = specifications.map((path) => {
      const rules = definedRules(readText(path));
      const prefix = rules[0]?.slice(0, 2) ?? '';
      expect({ path, rules }).toEqual({ path, rules: rules.map((_, index) => `${prefix}${index + 1}`) });
      return prefix;
    });
    expect(new Set(letters).size).toBe(letters.length);
  });

  test('every rule is quoted by a test', () => {
    const known = new Set([...quoted.values()].flat());
    expect(defined.filter((rule) => !known.has(rule))).toEqual([]);
  });

  test('every rule that a test quotes exists', () => {
    const unknown = [...quoted].flatMap(([path, rules]) =>
      rules.filter((rule) => !defined.includes(rule)).map((rule) => `${rule} in ${path}`),
    );
    expect(unknown).toEqual([]);
  });
});

describe('reading rules', () => {
  test('a rule is a list item that begins with its bold identifier; a mention is none', () => {
    expect(definedRules('- **SY1** One.\n- see **SY2**\n  **SY3** x\n**SY4** x\n- **DV5** Five.')).toEqual([
      'SY1',
      'DV5',
    ]);
  });

  test('a title quotes the rules it begins with', () => {
    expect(quotedRules(`test('SY1 DV22: a', f); it("SY3: b", f); test.each([])(\`SY4: %s\`, f)`)).toEqual([
      'SY1',
      'DV22',
      'SY3',
      'SY4',
    ]);
    expect(quotedRules(`test('see SY1', f); // SY2: no\nconst text = 'SY3'`)).toEqual([]);
  });
});
