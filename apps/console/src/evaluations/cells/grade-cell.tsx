import type { EvaluationItem } from '@pingjia/shared';
import { useTranslation } from 'react-i18next';
import { GradeMark } from '../../components/grade-mark.tsx';
import styles from './cells.module.css';

export function GradeCell({ evaluation: { grade, firstGrade } }: { readonly evaluation: EvaluationItem }) {
  const { t } = useTranslation();
  return (
    <>
      <GradeMark grade={grade} />
      {firstGrade !== grade && (
        <div className={styles.note} title={t('gradeCell.changedHint')} data-changed-from={firstGrade}>
          {t('gradeCell.changedFrom', { grade: t(`grades.${firstGrade}`) })}
        </div>
      )}
    </>
  );
}
