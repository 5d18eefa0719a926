import { createInstance, type i18n } from 'i18next';
import type { Copy } from './copy.ts';
import { en } from './en.ts';
import { zhCN } from './zh-CN.ts';

/** Texts by language tag. */
export type Copies = Readonly<Record<string, Copy>>;

export const copies: Copies = { 'zh-CN': zhCN, en };

/** The texts, ready to be shown; Chinese where a language has none. React escapes what it shows, so this does not. */
export function createI18n(of: Copies): i18n {
  const instance = createInstance();
  void instance.init({
    resources: Object.fromEntries(Object.entries(of).map(([tag, copy]) => [tag, { translation: copy }])),
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return instance;
}
