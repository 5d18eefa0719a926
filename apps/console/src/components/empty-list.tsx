import { Empty } from 'antd';
import type { ReactNode } from 'react';
import styles from './empty-list.module.css';

interface EmptyListProps {
  readonly title: string;
  /** What to do about it. */
  readonly hint: string;
  readonly children?: ReactNode;
}

export function EmptyList({ title, hint, children }: EmptyListProps) {
  return (
    <div className={styles.frame} role="status">
      <Empty
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        description={
          <>
            <p className={styles.title}>{title}</p>
            <p className={styles.hint}>{hint}</p>
          </>
        }
      >
        {children}
      </Empty>
    </div>
  );
}
