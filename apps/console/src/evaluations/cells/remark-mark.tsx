import { MessageOutlined, PhoneOutlined } from '@ant-design/icons';
import type { RemarkNote } from '@pingjia/shared';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { leftParts } from '../left-parts.ts';
import styles from './cells.module.css';

const icons = { comment: MessageOutlined, phone: PhoneOutlined } as const;

/** That the citizen left something, never what. */
export function RemarkMark({ remark }: { readonly remark: RemarkNote }) {
  const { t } = useTranslation();
  const label = t('remark.mark', { parts: leftParts(t, remark) });
  return (
    <Tooltip title={label}>
      <span role="img" aria-label={label} className={styles.remark} data-remark={remark.state}>
        {remark.holds.map((part) => {
          const Icon = icons[part];
          return <Icon key={part} aria-hidden="true" />;
        })}
      </span>
    </Tooltip>
  );
}
