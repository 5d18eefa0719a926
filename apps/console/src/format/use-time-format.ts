import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { createTimeFormat, type TimeFormat } from './time-format.ts';

/** Times in the page's language and the viewer's zone. */
export function useTimeFormat(): TimeFormat {
  const { i18n } = useTranslation();
  return useMemo(() => createTimeFormat(i18n.language), [i18n.language]);
}
