import enUS from 'antd/locale/en_US';
import zhCNLocale from 'antd/locale/zh_CN';
import type { Locale } from 'antd/es/locale';
import type { Copy } from './copy.ts';
import { en } from './en.ts';
import { zhCN } from './zh-CN.ts';

export const languageTags = ['zh-CN', 'en'] as const;
export type LanguageTag = (typeof languageTags)[number];

export interface ConsoleLanguage {
  /** The language's own name. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  readonly copy: Copy;
  readonly antd: Locale;
}

export const languages: Readonly<Record<LanguageTag, ConsoleLanguage>> = {
  'zh-CN': { name: '中文', direction: 'ltr', copy: zhCN, antd: zhCNLocale },
  en: { name: 'English', direction: 'ltr', copy: en, antd: enUS },
};

/** The language to begin with: the one chosen before, else the browser's first that we speak, else Chinese. */
export function chooseLanguage(stored: string | null, browser: readonly string[]): LanguageTag {
  const chosen = languageTags.find((tag) => tag === stored);
  if (chosen !== undefined) return chosen;
  const base = (tag: string) => tag.toLowerCase().split('-')[0];
  for (const wanted of browser) {
    const match = languageTags.find((tag) => base(tag) === base(wanted));
    if (match !== undefined) return match;
  }
  return 'zh-CN';
}
