import type { DeviceItem } from '@pingjia/shared';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { problemsOf } from '../health.ts';
import { useProblemWords } from '../use-problem-words.ts';
import styles from './cells.module.css';

/** Health in words: everything that is wrong, or that nothing is. */
export function HealthCell({ device }: { readonly device: DeviceItem }) {
  const { t } = useTranslation();
  const words = useProblemWords();
  const problems = problemsOf(device);
  return (
    <ul className={styles.health}>
      {device.online && device.revokedAt === null && <li className={styles.fine}>{t('health.online')}</li>}
      {problems.map((problem) => {
        const { name, hint } = words(device, problem);
        return (
          <li key={problem.kind} className={styles[problem.severity]} data-problem={problem.kind}>
            <Tooltip title={hint}>{name}</Tooltip>
          </li>
        );
      })}
    </ul>
  );
}
