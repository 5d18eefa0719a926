import { App, ConfigProvider } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type LanguageTag, languages } from '../copy/languages.ts';
import { antdTheme, stillTheme } from '../theme/antd-theme.ts';
import { useReducedMotion } from '../theme/use-reduced-motion.ts';

interface LocaleFrameProps {
  readonly direction: 'ltr' | 'rtl' | null;
  readonly children: ReactNode;
}

/** Sets language and direction for the component library and for the document. */
export function LocaleFrame({ direction, children }: LocaleFrameProps) {
  const { i18n } = useTranslation();
  const isStill = useReducedMotion();
  const tag = i18n.language as LanguageTag;
  const language = languages[tag];
  const dir = direction ?? language.direction;
  useEffect(() => {
    document.documentElement.lang = tag;
    document.documentElement.dir = dir;
  }, [tag, dir]);
  return (
    <ConfigProvider
      locale={language.antd}
      direction={dir}
      theme={isStill ? stillTheme : antdTheme}
      form={{ colon: false }}
      button={{ autoInsertSpace: false }}
    >
      <App>{children}</App>
    </ConfigProvider>
  );
}
