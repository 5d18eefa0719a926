import { Button, Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { CentredPage } from './centred-page.tsx';

/** Stands in for a page that threw, or whose code could not be loaded after the server was updated. */
export function ErrorPage() {
  const { t } = useTranslation();
  return (
    <CentredPage>
      <Result
        status="warning"
        title={t('crash.title')}
        subTitle={t('crash.hint')}
        extra={
          <Button type="primary" onClick={() => window.location.reload()}>
            {t('common.reload')}
          </Button>
        }
      />
    </CentredPage>
  );
}
