import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Sheet } from './sheet.tsx';

export function ListLoading() {
  const { t } = useTranslation();
  return (
    <Sheet>
      <div role="status" aria-label={t('common.loading')} style={{ padding: 24 }}>
        <Skeleton active title={false} paragraph={{ rows: 10, width: '100%' }} />
      </div>
    </Sheet>
  );
}
