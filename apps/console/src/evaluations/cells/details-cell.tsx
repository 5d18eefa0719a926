import type { EvaluationItem } from '@pingjia/shared';
import { useTranslation } from 'react-i18next';
import { useDetailTexts } from '../use-detail-texts.ts';
import styles from './cells.module.css';
import { RemarkMark } from './remark-mark.tsx';

/** How many details stand in the table; the drawer shows all. */
const shownDetails = 2;

/** What the citizen ticked, and that they left something besides. */
export function DetailsCell({ evaluation: { details, remark } }: { readonly evaluation: EvaluationItem }) {
  const { t } = useTranslation();
  const texts = useDetailTexts(details ?? []);
  const isMarked = remark !== undefined && remark.state !== 'erased';
  const rest = texts.slice(shownDetails);
  return (
    <span className={styles.details}>
      {isMarked && <RemarkMark remark={remark} />}
      {texts.length === 0 && !isMarked && (
        <span className="quiet">{t(details === null ? 'evaluations.detailsPending' : 'evaluations.detailsNone')}</span>
      )}
      {texts.slice(0, shownDetails).map(({ code, text }) => (
        <span key={code} className={styles.detail} title={text}>
          {text}
        </span>
      ))}
      {rest.length > 0 && (
        <bdi dir="ltr" className="quiet" title={rest.map(({ text }) => text).join(t('common.listSeparator'))}>
          {t('evaluations.more', { count: rest.length })}
        </bdi>
      )}
    </span>
  );
}
