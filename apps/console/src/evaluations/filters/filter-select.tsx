import { Select } from 'antd';
import type { ReactNode } from 'react';
import type { Choice } from './filter-choices.ts';
import styles from './filter-bar.module.css';

interface ShownChoice extends Choice {
  /** Drawn instead of the label where one chooses. */
  readonly shown?: ReactNode;
}

interface FilterSelectProps<V extends string> {
  readonly label: string;
  readonly choices: readonly (ShownChoice & { readonly value: V })[];
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
      optionRender={renderChoice(choices)}
      // An absent value would make the select uncontrolled; null shows the placeholder.
      value={value ?? null}
      onChange={(next: V | undefined) => onChange(next)}
      data-testid={testId}
    />
  );
}

function renderChoice(choices: readonly ShownChoice[]) {
  const shown = new Map(choices.map((choice) => [choice.value, choice.shown]));
  return ({ value, label }: { readonly value?: string | number | undefined; readonly label?: ReactNode }): ReactNode =>
    shown.get(String(value)) ?? <bdi>{label}</bdi>;
}
