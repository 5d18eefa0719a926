export interface Planned {
  readonly name: string;
  /** Whether a long run measures more than a short one does. */
  readonly long: boolean;
}

/** Every benchmark, in the order in which they run. */
export const plan = [
  { name: 'durable-press', long: false },
  { name: 'pad-events', long: false },
  { name: 'painted-thanks', long: false },
  { name: 'first-press', long: false },
  { name: 'interactive', long: false },
  { name: 'journal-recovery', long: true },
  { name: 'mirror-rebuild', long: true },
  { name: 'accept-rate', long: false },
  { name: 'drain', long: true },
  { name: 'drain-bad-line', long: true },
  { name: 'storm', long: true },
  { name: 'memory', long: true },
] as const satisfies readonly Planned[];

export type BenchmarkName = (typeof plan)[number]['name'];
