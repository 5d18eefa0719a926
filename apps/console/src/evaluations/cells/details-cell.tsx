import { useTranslation } from 'react-i18next';
import { useDetailTexts } from '../use-detail-texts.ts';
import styles from './cells.module.css';

/** How many details stand in the table; the drawer shows all. */
const shownDetails = 2;

export function DetailsCell({ details }: { readonly details: readonly string[] | null }) {
  const { t } = useTranslation();
  const texts = useDetailTexts(details ?? []);
  if (details === null) return <span className="quiet">{t('evaluations.detailsPending')}</span>;
  if (texts.length === 0) return <span className="quiet">{t('evaluations.detailsNone')}</span>;
  const rest = texts.slice(shownDetails);
  return (
    <span className={styles.details}>
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
