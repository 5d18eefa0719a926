import { useTranslation } from 'react-i18next';
import { Face } from './face.tsx';
import styles from './brand.module.css';

/** The product's mark and name. */
export function Brand() {
  const { t } = useTranslation();
  return (
    <span className={styles.brand}>
      <span className={styles.mark} aria-hidden="true">
        <Face grade="very_satisfied" size={22} colour="currentColor" />
      </span>
      <span translate="no">{t('product.name')}</span>
    </span>
  );
}
