import type { RecordVisitor } from './epoch-chain.ts';

/** What is folded from a journal's records, so that a start need not read them all again. */
export interface JournalMemory {
  /** Called for every record in order: at the opening, and once each is durable. */
  readonly visit: RecordVisitor;
  /** Everything folded so far, as JSON. */
  snapshot(): unknown;
  /** Takes up a snapshot before anything was visited; false, and nothing happened, where it is none. */
  restore(snapshot: unknown): boolean;
  /** One of the same kind that has seen nothing. */
  fresh(): JournalMemory;
}

/** Remembers nothing: for those who only read. */
export const noMemory: JournalMemory = {
  visit: () => {},
  snapshot: () => null,
  restore: () => true,
  fresh: () => noMemory,
};
