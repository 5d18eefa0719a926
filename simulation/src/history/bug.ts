/**
 * Deliberate bugs, to prove that the simulation finds bugs of their kind. `early-ack`: the disk says synced and is not.
 * `unsynced-names`: new files' names are not made durable. `server-forgets`: one evaluation is projected twice.
 * `early-receipt`: the server answers before it commits. `trusts-clock`: waits are measured by the wall clock.
 */
export const everydayBugs = ['early-ack', 'unsynced-names', 'server-forgets', 'early-receipt', 'trusts-clock'] as const;

/**
 * Those of a theme. `prunes-unsent`: files are dropped without a receipt. `hides-gap`: the server passes what was pruned
 * and does not say so. `unsynced-stick`: a stick says synced and is not. `resets-first`: the mirror is reset before it is
 * asked for what the journal lost. `forgets-keys`: no log of exchanged device keys. `breaks-chain`: no links to a new
 * signing key. `drops-attachments`: the server signs for an attachment and does not keep it. `refuses-branches`: a pad takes no
 * receipts from a stick that speak of another branch.
 */
export const themeBugs = {
  'prunes-unsent': 'retention',
  'hides-gap': 'retention',
  'unsynced-stick': 'sticks',
  'resets-first': 'screens',
  'forgets-keys': 'keys',
  'breaks-chain': 'keys',
  'drops-attachments': 'remarks',
  'refuses-branches': 'islands',
} as const;

export const bugs = ['none', ...everydayBugs, ...(Object.keys(themeBugs) as (keyof typeof themeBugs)[])] as const;
export type Bug = (typeof bugs)[number];
