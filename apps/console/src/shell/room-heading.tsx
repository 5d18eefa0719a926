import type { ReactNode } from 'react';
import styles from './room-heading.module.css';

/** The head of a room: its name, and what narrows what it shows. */
export function RoomHeading({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className={styles.heading}>
      <h1>{title}</h1>
      {children}
    </div>
  );
}
