import { Select } from 'antd';
import type { ReactNode } from 'react';
import type { Choice } from './filter-choices.ts';
import styles from './filter-bar.module.css';

interface FilterSelectProps<V extends string> {
  readonly label: string;
  readonly choices: readonly (Choice & { readonly value: V; readonly shown?: ReactNode })[];
  readonly value: V | undefined;
  readonly onChange: (value: V | undefined) => void;
  readonly testId?: string;
}

/** One filter: searchable, cleared by its cross. */
export function FilterSelect<V extends string>({ label, choices, value, onChange, testId }: FilterSelectProps<V>) {
  return (
    <Select<V>
      className={styles.select ?? ''}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={label}
      aria-label={label}
      popupMatchSelectWidth={false}
      options={[...choices]}
      optionRender={({ data }) => data.shown ?? <bdi>{data.label}</bdi>}
      // An absent value would make the select uncontrolled; null shows the placeholder.
      value={value ?? null}
      onChange={(next: V | undefined) => onChange(next)}
      data-testid={testId}
    />
  );
}
