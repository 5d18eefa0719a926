import { followUpOptions } from '@pingjia/shared';
import { useTranslation } from 'react-i18next';
import { useText } from '../format/use-text.ts';

const optionTexts = new Map(followUpOptions.map(({ code, text }) => [code, text]));

/** The words of ticked details; a code that this build does not know is shown as a code. */
export function useDetailTexts(codes: readonly string[]): readonly { readonly code: string; readonly text: string }[] {
  const { t } = useTranslation();
  const pick = useText();
  return [...new Set(codes)].map((code) => ({
    code,
    text: pick(optionTexts.get(code) ?? null) ?? t('evaluations.detailUnknown', { code }),
  }));
}
