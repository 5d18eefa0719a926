/** What the guest of `test:powercut` tells the host. */
export type DiskWord =
  /** The file system took the disk; the host starts. */
  | { readonly type: 'mounted' }
  /** Counts of one pad's presses, once for every time the journal has them. */
  | { readonly type: 'found'; readonly pad: string; readonly counts: readonly number[] }
  /** All was found. `broken`: the first place where the chain does not hold. */
  | { readonly type: 'audited'; readonly epochs: number; readonly records: number; readonly broken: string | null }
  /** The host confirmed the press, so it is durable. */
  | { readonly type: 'acknowledged'; readonly pad: string; readonly count: number }
  /** The host does not start. */
  | { readonly type: 'failed'; readonly reason: string };
