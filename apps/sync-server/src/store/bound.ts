type Operations<C> = Readonly<Record<string, (first: C, ...rest: never[]) => unknown>>;

/** The same operations without their first argument, which is given already. */
export type Bound<T extends Operations<never>> = {
  readonly [K in keyof T]: T[K] extends (first: never, ...rest: infer R) => infer A ? (...rest: R) => A : never;
};

/** Gives every operation its first argument: the connection it works on. */
export function bindFirst<C, T extends Operations<C>>(operations: T, first: C): Bound<T> {
  const bound = Object.entries(operations).map(([name, operation]) => [name, operation.bind(null, first)]);
  return Object.fromEntries(bound) as Bound<T>;
}
