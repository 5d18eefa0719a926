import type { Language } from '@pingjia/shared';
import type { Copies } from './i18n.ts';

/** Of the configured languages those that the pad has texts in, by the tag of the texts; Chinese if there is none. */
export function offeredLanguages(configured: readonly Language[], copies: Copies): readonly [Language, ...Language[]] {
  const offered = configured.map((tag) => textsFor(tag, copies)).filter((tag) => tag !== undefined);
  const [first = 'zh-CN', ...rest] = new Set(offered);
  return [first, ...rest];
}

function textsFor(tag: Language, copies: Copies): Language | undefined {
  if (Object.hasOwn(copies, tag)) return tag;
  return Object.keys(copies).find((known) => known.split('-')[0] === tag.split('-')[0]);
}

const rightToLeftScripts = new Set(['ar', 'ug', 'fa', 'ur', 'he', 'kk-Arab']);

/** The writing direction of a language tag. */
export function directionOf(tag: Language): 'ltr' | 'rtl' {
  const [base = tag, script] = tag.split('-');
  return rightToLeftScripts.has(base) || rightToLeftScripts.has(`${base}-${script}`) ? 'rtl' : 'ltr';
}
