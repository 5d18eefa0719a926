import { Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { usePageTitle } from '../shell/use-page-title.ts';

export function NotFoundPage() {
  const { t } = useTranslation();
  usePageTitle(t('notFound.title'));
  return (
    <Result
      title={t('notFound.title')}
      subTitle={t('notFound.hint')}
      extra={<Link to="/evaluations">{t('notFound.home')}</Link>}
    />
  );
}
