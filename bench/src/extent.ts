/** How much a run measures: `rehearsal` proves that everything runs and its figures mean nothing. */
export const extents = ['rehearsal', 'short', 'long'] as const;
export type Extent = (typeof extents)[number];

/** A benchmark's sizes, one for each extent. */
export type Sizes<T = number> = Readonly<Record<Extent, T>>;
