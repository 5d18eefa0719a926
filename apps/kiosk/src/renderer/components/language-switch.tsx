import { usePad } from './pad-context.ts';

/** One button per language, each named in its own tongue. */
export function LanguageSwitch() {
  const { t, language, languages, chooseLanguage, nameOf } = usePad();
  if (languages.length < 2) return null;
  return (
    <div className="languages" role="group" aria-label={t('header.language')}>
      {languages.map((tag) => (
        <button
          key={tag}
          type="button"
          lang={tag}
          aria-pressed={tag === language}
          data-testid={`language-${tag}`}
          onClick={() => chooseLanguage(tag)}
        >
          {nameOf(tag)}
        </button>
      ))}
    </div>
  );
}
