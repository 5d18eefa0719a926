import { Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { CentredPage } from './centred-page.tsx';

export function PageLoading() {
  const { t } = useTranslation();
  return (
    <CentredPage>
      <div role="status" aria-label={t('common.loading')}>
        <Spin size="large" delay={200} />
      </div>
    </CentredPage>
  );
}
