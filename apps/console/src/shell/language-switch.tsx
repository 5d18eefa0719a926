import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { languages, languageTags } from '../copy/languages.ts';

/** Each language under its own name, so that whoever needs it can read it. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation();
  return (
    <Segmented
      aria-label={t('language.label')}
      options={languageTags.map((tag) => ({ value: tag, label: <span lang={tag}>{languages[tag].name}</span> }))}
      value={i18n.language}
      onChange={(tag) => void i18n.changeLanguage(tag)}
      data-testid="language-switch"
    />
  );
}
