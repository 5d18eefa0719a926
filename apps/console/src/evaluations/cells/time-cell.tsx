import type { EvaluationItem } from '@pingjia/shared';
import { ClockCircleOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../components/moment.tsx';
import { parseTime, relateTimes } from '../../format/time.ts';
import { useTimeFormat } from '../../format/use-time-format.ts';
import styles from './cells.module.css';

/** The device's time; where it cannot be believed, the server's, with a polite word about the clock. */
export function TimeCell({ evaluation }: { readonly evaluation: EvaluationItem }) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const accepted = parseTime(evaluation.acceptedAt);
  const evaluated = parseTime(evaluation.evaluatedAt);
  const relation = relateTimes(evaluation.evaluatedAt, evaluation.acceptedAt);
  const usesServer = relation.kind === 'unreadable' || relation.kind === 'absurd' || evaluated === null;
  const shown = usesServer ? accepted : evaluated;
  const time = shown === null ? evaluation.acceptedAt : <Moment time={shown} />;
  if (relation.kind === 'together') return time;
  const duration = 'milliseconds' in relation ? format.duration(relation.milliseconds) : '';
  const hint = (
    <>
      <div>{t(`time.${relation.kind}Hint`)}</div>
      {evaluated !== null && <div>{t('time.deviceSays', { time: format.full(evaluated) })}</div>}
      {accepted !== null && <div>{t('time.accepted', { time: format.full(accepted) })}</div>}
    </>
  );
  return (
    <>
      <div>{time}</div>
      <Tooltip title={hint}>
        <span className={relation.kind === 'later' ? styles.note : styles.warning} data-time={relation.kind}>
          <ClockCircleOutlined aria-hidden="true" /> {t(`time.${relation.kind}`, { duration })}
        </span>
      </Tooltip>
    </>
  );
}
