import type { EvaluationItem } from '@pingjia/shared';
import { useTranslation } from 'react-i18next';
import { FactList } from '../../components/fact-list.tsx';
import { parseTime, relateTimes } from '../../format/time.ts';
import { useTimeFormat } from '../../format/use-time-format.ts';

/** Both clocks of one evaluation, as they were, what the device's meant, and what their difference may mean. */
export function EvaluationTimes({
  evaluation: { evaluatedAt, corrected, acceptedAt },
}: {
  readonly evaluation: EvaluationItem;
}) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { kind } = relateTimes(evaluatedAt, acceptedAt);
  const full = (text: string | null) => {
    const time = parseTime(text);
    return time === null ? null : format.full(time);
  };
  return (
    <FactList
      title={t('evaluation.when')}
      {...(kind !== 'together' && { hint: t(`time.${kind}Hint`) })}
      facts={[
        [t('evaluation.deviceTime'), full(evaluatedAt) ?? t('time.unreadable')],
        corrected !== null && [
          t('evaluation.correctedTime'),
          t('evaluation.correctedValue', {
            time: full(corrected.at) ?? t('time.unreadable'),
            within: format.duration(Math.max(1_000, corrected.within)),
          }),
        ],
        [t('evaluation.acceptedTime'), full(acceptedAt) ?? acceptedAt],
      ]}
    />
  );
}
