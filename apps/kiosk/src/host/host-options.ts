import type { PadFamily, Transport } from '@pingjia/device-drivers';
import type { lockFolder } from '@pingjia/node-platform';
import type { Clock, Fault, PadAddress, RandomSource, Result, SessionView, Sha256 } from '@pingjia/shared';
import type { Logger } from 'pino';
import type { FileSystem } from './journal/file-system.ts';
import type { RetentionLimits } from './journal/retention-plan.ts';
import type { QueuePort } from './queue/queue-desk.ts';
import type { HttpPort } from './sync/http-port.ts';
import type { Compress } from './sync/server-link.ts';

export interface HostOptions {
  /** Holds journal, identity and configuration; one host at a time. */
  readonly folder: string;
  readonly fs: FileSystem;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly sha256: Sha256;
  readonly http: HttpPort;
  /** Pads of this run; those of the folder's pads.json come besides. */
  readonly pads: readonly PadAddress[];
  readonly openTransport: (address: PadAddress) => Result<Transport>;
  /** The pad family of a profile; those of this build unless told. */
  readonly familyOf?: (profile: string) => Result<PadFamily>;
  /** What of the set-up could not be read before the host began. */
  readonly setUpFaults?: readonly Fault[];
  readonly software: string;
  readonly platform: string;
  readonly log: Logger;
  /** Takes the folder for this process; the kernel's lock unless told. */
  readonly lockFolder?: typeof lockFolder;
  /** This machine's addresses in networks; a new one is taken as a sign that the server may be reached again. */
  readonly addresses?: () => readonly string[];
  /** How batches are packed; gzip unless told. */
  readonly compress?: Compress;
  /** Bytes of one journal file; default 4 MiB. */
  readonly segmentBytes?: number;
  /** How long and how much the journal keeps of what the server has; 90 days and 500 MB unless told. */
  readonly retention?: RetentionLimits;
  /** Where the server is now, if not where it was at the last start. The keys it proved itself with stay pinned. */
  readonly serverUrl?: string | undefined;
  /** Where keys pressed in the screen's window go, for pads at `keys:window`. */
  readonly onWindowKey?: (code: string, down: boolean) => void;
  /** Where an existing queue system may ask; null: nowhere. */
  readonly queue?: QueuePort | null;
  readonly onPainted?: (view: SessionView, after: number) => void;
}
