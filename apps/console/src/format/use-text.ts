import { type LocalizedText, pickText } from '@pingjia/shared';
import { useTranslation } from 'react-i18next';

/** Picks the page's language out of a localized text; null stays null. */
export function useText(): (text: LocalizedText | null) => string | null {
  const { i18n } = useTranslation();
  return (text) => (text === null ? null : pickText(text, i18n.language));
}
