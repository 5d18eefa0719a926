import type { RemarkNote } from '@pingjia/shared';
import type { useTranslation } from 'react-i18next';

/** What the citizen left, in the words of a sentence: "a comment and a phone number". */
export function leftParts(t: ReturnType<typeof useTranslation>['t'], { holds }: RemarkNote): string {
  return holds.map((part) => t(`remark.left.${part}`)).join(t('remark.and'));
}
