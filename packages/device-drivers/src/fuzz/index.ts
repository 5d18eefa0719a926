export type { FuzzTarget } from './fuzz-target.ts';
export * from './fuzz-targets.ts';
