import { errorCodes } from '@pingjia/shared';
import { expect, test } from 'vitest';
import { copies } from './i18n.ts';
import { zhCN } from './zh-CN.ts';

function flatten(texts: object, prefix = ''): Readonly<Record<string, string>> {
  const entries = Object.entries(texts).flatMap(([key, value]: [string, unknown]): [string, string][] =>
    typeof value === 'object' && value !== null
      ? Object.entries(flatten(value, `${prefix}${key}.`))
      : [[`${prefix}${key}`, String(value)]],
  );
  return Object.fromEntries(entries);
}

const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

test.each(Object.entries(copies))(
  '%s has exactly the keys of Chinese, none empty, with the same places to fill',
  (_, copy) => {
    const chinese = flatten(zhCN);
    const texts = flatten(copy);
    expect(Object.keys(texts).sort()).toEqual(Object.keys(chinese).sort());
    const empty = Object.entries(texts).filter(([, text]) => text.trim() === '');
    expect(empty).toEqual([]);
    const places = (of: Readonly<Record<string, string>>) =>
      Object.entries(of).map(([key, text]) => [key, placeholders(text)]);
    expect(Object.fromEntries(places(texts))).toEqual(Object.fromEntries(places(chinese)));
  },
);

test.each(Object.entries(copies))('%s has a text for every error code', (_, { fault }) => {
  expect(Object.keys(fault).sort()).toEqual([...errorCodes].sort());
});

test('no Chinese text was left untranslated', () => {
  const untranslated = Object.entries(flatten(copies.en ?? {})).filter(([, text]) => /\p{Script=Han}/u.test(text));
  expect(untranslated).toEqual([]);
});
