import type { DeviceItem } from '@pingjia/shared';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { problemsOf, type Severity } from '../health.ts';
import { useProblemWords } from '../use-problem-words.ts';
import styles from './device-problems.module.css';

const alertTypes: Readonly<Record<Severity, 'error' | 'warning' | 'info'>> = {
  urgent: 'error',
  look: 'warning',
  note: 'info',
};

/** Each problem with what it means and what to do. */
export function DeviceProblems({ device }: { readonly device: DeviceItem }) {
  const { t } = useTranslation();
  const words = useProblemWords();
  const problems = problemsOf(device);
  if (problems.length === 0) return null;
  return (
    <section aria-label={t('device.problems')} className={styles.problems}>
      {problems.map((problem) => {
        const { name, hint } = words(device, problem);
        return (
          <Alert key={problem.kind} type={alertTypes[problem.severity]} showIcon title={name} description={hint} />
        );
      })}
    </section>
  );
}
