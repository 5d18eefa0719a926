import { errorCodes } from '@pingjia/shared';
import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { deviceOnlyCodes } from './fault-codes.ts';
import { faults } from './faults/en.ts';
import { chooseLanguage, languages } from './languages.ts';
import { zhCN } from './zh-CN.ts';

function leaves(texts: object, path = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]): (readonly [string, string])[] =>
      typeof value === 'string' ? [[path + key, value]] : [...leaves(value as object, `${path}${key}.`)],
    ),
  );
}

const placeholders = (text: string) =>
  [...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name ?? '').toSorted((a, b) => a.localeCompare(b));

describe('copy', () => {
  const chinese = leaves(zhCN);
  const english = leaves(en);

  it('has the same keys in every language, in the same order', () => {
    for (const { copy } of Object.values(languages)) expect([...leaves(copy).keys()]).toEqual([...chinese.keys()]);
  });

  it('has no empty text', () => {
    const empty = [...chinese, ...english].filter(([, text]) => text.trim() === '');
    expect(empty).toEqual([]);
  });

  it('names the same values in every language', () => {
    const named = (texts: ReadonlyMap<string, string>) => [...texts].map(([key, text]) => [key, placeholders(text)]);
    expect(named(english)).toEqual(named(chinese));
  });

  it('has words for every code of the error table that can reach a console, and says which cannot', () => {
    const worded = Object.keys(faults).filter((code) => code !== 'UNKNOWN');
    expect(new Set([...worded, ...deviceOnlyCodes])).toEqual(new Set(errorCodes));
    expect(worded.filter((code) => (deviceOnlyCodes as readonly string[]).includes(code))).toEqual([]);
  });
});

describe('chooseLanguage', () => {
  it.each([
    [null, ['zh-TW', 'en'], 'zh-CN'],
    [null, ['fr', 'en-GB'], 'en'],
    [null, ['fr'], 'zh-CN'],
    [null, [], 'zh-CN'],
    ['en', ['zh-CN'], 'en'],
    ['klingon', ['en'], 'en'],
  ])('stored %s, browser %s: %s', (stored, browser, expected) => {
    expect(chooseLanguage(stored, browser)).toBe(expected);
  });
});
