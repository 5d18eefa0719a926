import type { ReactNode } from 'react';
import styles from './sheet.module.css';

/** The white ground a list lies on. */
export function Sheet({ children }: { readonly children: ReactNode }) {
  return <div className={styles.sheet}>{children}</div>;
}
