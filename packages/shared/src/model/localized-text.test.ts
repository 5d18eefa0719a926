import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localizedTextSchema, pickText } from './localized-text.ts';

describe('localized text', () => {
  test('the language itself, else a relative, else Chinese, else any', () => {
    const texts = { 'zh-CN': '满意', en: 'Satisfied', 'ug-Arab': 'رازى' };
    expect(pickText(texts, 'en')).toBe('Satisfied');
    expect(pickText(texts, 'en-GB')).toBe('Satisfied');
    expect(pickText(texts, 'ug')).toBe('رازى');
    expect(pickText(texts, 'fr')).toBe('满意');
    expect(pickText({ en: 'Satisfied' }, 'fr')).toBe('Satisfied');
  });

  test('never nothing, whatever languages there are', () => {
    const tag = fc.constantFrom('zh-CN', 'zh', 'en', 'en-GB', 'ug', 'bo', 'mn-Mong');
    fc.assert(
      fc.property(fc.dictionary(tag, fc.string({ minLength: 1 }), { minKeys: 1 }), tag, (texts, language) => {
        expect(Object.values(texts)).toContain(pickText(texts, language));
      }),
    );
  });

  test('no text at all, a tag that is none, and a text without end are refused', () => {
    for (const texts of [{}, { 'not a tag': 'x' }, { en: 'x'.repeat(2_001) }]) {
      expect(localizedTextSchema.safeParse(texts).success).toBe(false);
    }
  });
});
