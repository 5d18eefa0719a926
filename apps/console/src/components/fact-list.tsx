import { type ReactNode, useId } from 'react';
import styles from './fact-list.module.css';

export type Fact = readonly [name: string, value: ReactNode];

interface FactListProps {
  readonly title: string;
  readonly hint?: string;
  /** `false` stands for a fact that does not apply. */
  readonly facts: readonly (Fact | false)[];
}

/** A titled list of names and values. */
export function FactList({ title, hint, facts }: FactListProps) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={styles.title}>
        {title}
      </h2>
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      <dl className={styles.list}>
        {facts
          .filter((fact) => fact !== false)
          .map(([name, value]) => (
            <div key={name} className={styles.fact}>
              <dt className={styles.name}>{name}</dt>
              <dd className={styles.value}>{value}</dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
