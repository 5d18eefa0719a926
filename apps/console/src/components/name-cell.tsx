import styles from './name-cell.module.css';

interface NameCellProps {
  readonly name: string | null;
  /** Said where there is no name. */
  readonly absent: string;
}

/** A name somebody chose: any length, any script; at most three lines here, whole on hover. */
export function NameCell({ name, absent }: NameCellProps) {
  if (name === null) return <span className="quiet">{absent}</span>;
  return (
    <bdi className={styles.name} title={name}>
      {name}
    </bdi>
  );
}
