/**
 * Deliberate bugs, to prove that the simulation finds bugs of their kind. `early-ack`: the disk says synced and is not.
 * `unsynced-names`: new files' names are not made durable. `server-forgets`: one evaluation is projected twice.
 * `early-receipt`: the server answers before it commits. `trusts-clock`: waits are measured by the wall clock.
 */
export const bugs = ['none', 'early-ack', 'unsynced-names', 'server-forgets', 'early-receipt', 'trusts-clock'] as const;
export type Bug = (typeof bugs)[number];
