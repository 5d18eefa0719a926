import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type LanguageTag, languages } from './languages.ts';

/** The translator of one page; all copy is in the bundle, so it is ready at once. */
export function createI18n(language: LanguageTag): i18n {
  const instance = i18next.createInstance();
  const resources = Object.fromEntries(
    Object.entries(languages).map(([tag, { copy }]) => [tag, { translation: copy }]),
  );
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources,
    initAsync: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  return instance;
}
