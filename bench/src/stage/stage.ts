import type { Extent } from '../extent.ts';
import type { Server } from './server.ts';

/** What every benchmark stands on. */
export interface Stage {
  readonly server: Server;
  /** An empty folder of its own on the disk that is measured. */
  readonly folder: string;
  readonly extent: Extent;
}
