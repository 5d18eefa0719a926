import { z } from 'zod';

/** BCP 47 language tag, such as zh-CN, en or ug. */
export const languageSchema = z.string().regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);
export type Language = z.infer<typeof languageSchema>;

/** The same text in one or more languages; at most 2,000 characters each. */
export const localizedTextSchema = z
  .record(languageSchema, z.string().max(2_000))
  .refine((texts) => Object.keys(texts).length > 0, 'at least one language');
export type LocalizedText = z.infer<typeof localizedTextSchema>;

/** The text in `language`, else in its base language, else in Chinese, else in any: never nothing. */
export function pickText(texts: LocalizedText, language: Language): string {
  const base = language.split('-')[0] ?? language;
  const related = Object.keys(texts).find((tag) => tag.split('-')[0] === base);
  const tag = [language, related, 'zh-CN'].find((candidate) => candidate !== undefined && candidate in texts);
  return (tag === undefined ? Object.values(texts)[0] : texts[tag]) ?? '';
}
