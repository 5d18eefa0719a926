/** Where the commands' words go. */
export interface Io {
  /** A line of the answer. */
  readonly say: (line: string) => void;
  /** Why there is no answer, or not the one that was asked for. */
  readonly complain: (line: string) => void;
}

export const exits = { fine: 0, damaged: 1, usage: 2, unusable: 3 } as const;
