import type { RetentionLimits } from '@pingjia/kiosk/host/journal/retention-plan';
import type { BundleScope, Grade } from '@pingjia/shared';

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
  /** The pad is heard and hears nothing: its presses are taken and never confirmed. */
  | { readonly act: 'deafen-pad'; readonly down: number }
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
  | { readonly act: 'restore-server' }
  /** So many touches, one after the other: files fill. */
  | { readonly act: 'rush'; readonly touches: number }
  /** The main switch is off, and virtual time goes on by so many days. */
  | { readonly act: 'months'; readonly days: number; readonly down: number }
  /** The stick is pulled at this of the host's calls to it. */
  | { readonly act: 'export'; readonly scope: BundleScope; readonly pulledAfter: number; readonly room: number }
  /** The server takes in what is on the stick; its receipts go onto it. */
  | { readonly act: 'carry-to-server'; readonly times: number }
  | { readonly act: 'carry-back' }
  /** From now on no pad has a network. */
  | { readonly act: 'cut-off' }
  | { readonly act: 'open-screen' }
  | { readonly act: 'close-screen' }
  | { readonly act: 'spoil-mirror'; readonly how: MirrorDamage; readonly where: number }
  | { readonly act: 'rotate-signing' }
  | { readonly act: 'rotate-sealing' }
  | { readonly act: 'remark' }
  | { readonly act: 'spoil-attachment'; readonly how: 'cut' | 'rot' | 'remove'; readonly where: number };

/** What happens to a browser's database: all of it gone, some records gone, put back to an older copy, a record changed. */
export type MirrorDamage = 'gone' | 'short' | 'older' | 'changed';

export interface History {
  /** Decides everything that the steps leave open. */
  readonly seed: number;
  readonly stations: number;
  readonly steps: readonly Step[];
  /** How long and how much journals keep; 90 days and 500 MB unless told. */
  readonly retention?: RetentionLimits;
}
