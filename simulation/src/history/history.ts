import type { Grade } from '@pingjia/shared';

/** One thing that happens, to whom, and how long after the thing before it, milliseconds. */
export type Step = { readonly wait: number; readonly station: number } & Act;

export type Act =
  | { readonly act: 'press'; readonly key: number }
  | { readonly act: 'touch'; readonly grade: Grade }
  | { readonly act: 'change-mind'; readonly grade: Grade }
  | { readonly act: 'tick-details' }
  | { readonly act: 'arm' }
  /** The host process dies at this system call from now, or right away where it makes none; it is started again. */
  | { readonly act: 'kill'; readonly calls: number; readonly down: number }
  | { readonly act: 'power-cut'; readonly calls: number; readonly down: number }
  | { readonly act: 'restart'; readonly down: number }
  | { readonly act: 'unplug-pad'; readonly down: number }
  | { readonly act: 'brown-out' }
  | { readonly act: 'garble' }
  | { readonly act: 'step-clock'; readonly by: number }
  | { readonly act: 'partition'; readonly down: number }
  | { readonly act: 'bad-line'; readonly quality: number; readonly down: number }
  | { readonly act: 'disk-full'; readonly down: number }
  | { readonly act: 'sync-fails'; readonly times: number }
  | { readonly act: 'write-fails'; readonly times: number }
  | { readonly act: 'rot'; readonly where: number; readonly length: number }
  | { readonly act: 'poison'; readonly malformed: boolean }
  | { readonly act: 'take-image' }
  | { readonly act: 'restore-image' }
  /** Another machine begins with a copy of this one's folder. */
  | { readonly act: 'clone' }
  | { readonly act: 'revoke' }
  | { readonly act: 'crash-server'; readonly calls: number; readonly down: number }
  | { readonly act: 'server-snapshot' }
  | { readonly act: 'restore-server' };

export interface History {
  /** Decides everything that the steps leave open. */
  readonly seed: number;
  readonly stations: number;
  readonly steps: readonly Step[];
}
