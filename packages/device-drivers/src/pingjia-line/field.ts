/** One field of a line: `read` takes exactly the texts that `write` gives. */
export interface Field<T> {
  read(text: string): T | undefined;
  write(value: T): string;
}

export function pattern(shape: RegExp): Field<string> {
  return { read: (text) => (shape.test(text) ? text : undefined), write: (value) => value };
}

export function oneOf<const T extends string>(values: readonly T[]): Field<T> {
  return { read: (text) => values.find((value) => value === text), write: (value) => value };
}

/** Decimal, without leading zeros. */
export function integer(least: number, most: number): Field<number> {
  return {
    read(text) {
      if (!/^(?:0|[1-9][0-9]{0,9})$/.test(text)) return undefined;
      const value = Number(text);
      return value >= least && value <= most ? value : undefined;
    },
    write: String,
  };
}
