import type { ListedPads } from '../discovery/list-pads.ts';
import type { Clock, RandomSource } from '@pingjia/shared';

/** What a tool may use of the machine; everything else is in its arguments. */
export interface PadWorld {
  readonly clock: Clock;
  readonly random: RandomSource;
  /** One line of the answer. */
  print(line: string): void;
  /** One line of trouble or of guidance. */
  complain(line: string): void;
  /** The next line that is typed; null at the end of the input or when the tool is to stop. */
  readLine(): Promise<string | null>;
  /** Aborted by Ctrl-C: the tool ends as soon as it can. */
  readonly stop: AbortSignal;
  /** Everything on this machine that may be a pad. */
  listPads(): Promise<ListedPads>;
  /** A path as whoever called meant it. */
  resolve(path: string): string;
}

/** 0: it worked. 1: it did not. 2: it was called wrongly. */
export const exitCodes = { done: 0, failed: 1, usage: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export interface PadTool {
  readonly name: string;
  /** What follows the name. */
  readonly usage: string;
  readonly about: string;
  /** Throws UsageError for arguments it cannot read. */
  readonly run: (args: readonly string[], world: PadWorld) => Promise<ExitCode>;
}

/** Arguments that make no sense; the message is a sentence for whoever typed them. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
