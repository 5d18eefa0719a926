import type { EpochLink } from '../../store/epoch-links.ts';

/** Of which epoch records are, and the epochs among which a press may have been written twice. */
export interface Whereabouts {
  readonly deviceId: string;
  readonly epoch: string;
  readonly links: readonly EpochLink[];
}
