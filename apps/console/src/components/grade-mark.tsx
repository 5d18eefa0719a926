import { type Grade, isBad } from '@pingjia/shared';
import { useTranslation } from 'react-i18next';
import { gradeColours } from '../theme/palette.ts';
import { Face } from './face.tsx';
import styles from './grade-mark.module.css';

/** A grade as face, name and colour; a bad one says so in words as well. */
export function GradeMark({ grade, marked = true }: { readonly grade: Grade; readonly marked?: boolean }) {
  const { t } = useTranslation();
  return (
    <span className={styles.grade}>
      <Face grade={grade} size={22} colour={gradeColours[grade]} />
      <span className={styles.words}>
        <span style={{ color: gradeColours[grade] }} className={styles.name}>
          {t(`grades.${grade}`)}
        </span>
        {marked && isBad(grade) && <span className={styles.bad}>{t('gradeCell.bad')}</span>}
      </span>
    </span>
  );
}
