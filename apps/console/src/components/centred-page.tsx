import type { ReactNode } from 'react';
import styles from './centred-page.module.css';

export function CentredPage({ children }: { readonly children: ReactNode }) {
  return <div className={styles.page}>{children}</div>;
}
