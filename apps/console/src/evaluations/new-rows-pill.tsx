import { ArrowUpOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './new-rows-pill.module.css';

/** Says how many new rows wait above, and goes there. */
export function NewRowsPill({ count }: { readonly count: number }) {
  const { t } = useTranslation();
  return (
    <div className={styles.frame} role="status">
      {count > 0 && (
        <Button
          type="primary"
          shape="round"
          icon={<ArrowUpOutlined />}
          onClick={() => window.scrollTo({ top: 0 })}
          data-testid="new-rows"
        >
          {t('evaluations.newRows', { count })}
        </Button>
      )}
    </div>
  );
}
