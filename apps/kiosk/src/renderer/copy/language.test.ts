import { expect, test } from 'vitest';
import { copies } from './i18n.ts';
import { directionOf, offeredLanguages } from './language.ts';

test.each([
  [
    ['zh-CN', 'en'],
    ['zh-CN', 'en'],
  ],
  [
    ['en', 'zh-CN'],
    ['en', 'zh-CN'],
  ],
  [['en-GB', 'en'], ['en']],
  [['zh'], ['zh-CN']],
  [['ug', 'en'], ['en']],
  [['ug'], ['zh-CN']],
  [['constructor'], ['zh-CN']],
])('of %j the pad offers %j', (configured, offered) => {
  expect(offeredLanguages(configured, copies)).toEqual(offered);
});

test('knows which way to write', () => {
  expect(['zh-CN', 'en', 'kk', 'ar', 'ug', 'ug-CN', 'kk-Arab'].map(directionOf)).toEqual([
    'ltr',
    'ltr',
    'ltr',
    'rtl',
    'rtl',
    'rtl',
    'rtl',
  ]);
});
