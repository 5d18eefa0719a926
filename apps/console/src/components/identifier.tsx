import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';

/** A machine's name for something: left to right whatever the page's direction, and easy to copy. */
export function Identifier({ value }: { readonly value: string }) {
  const { t } = useTranslation();
  const tooltips = [t('common.copy'), t('common.copied')];
  return (
    <Typography.Text className="mono" copyable={{ text: value, tooltips }}>
      <bdi dir="ltr">{value}</bdi>
    </Typography.Text>
  );
}
