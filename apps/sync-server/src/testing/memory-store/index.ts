export { createMemoryStore, type MemoryStoreOptions } from './memory-store.ts';
export { type CommittedTables, copyTables, keyOf, newTables } from './tables.ts';
