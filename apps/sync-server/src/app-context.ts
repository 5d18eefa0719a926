import type { Clock, RandomSource } from '@pingjia/shared';
import type { Kysely } from 'kysely';
import type { FewAtOnce } from './domain/console-auth/few-at-once.ts';
import type { DeviceQueues } from './domain/ingest/device-queues.ts';
import type { Horizon } from './domain/lists/horizon.ts';
import type { LiveEvents } from './domain/live/live-events.ts';
import type { Metrics } from './http/metrics.ts';
import type { ServerKeys } from './keys/server-keys.ts';
import type { Schema } from './store/schema.ts';
import type { SyncStore } from './store/sync-store.ts';

/** What syncing with devices works with. It reaches data through the store's port alone, so that it runs on any store. */
export interface SyncContext {
  readonly store: SyncStore;
  readonly keys: ServerKeys;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly live: LiveEvents;
  readonly queues: DeviceQueues;
  readonly metrics: Pick<Metrics, 'recordsAccepted'>;
}

/** What the capabilities work with; made once in build-app.ts. */
export interface AppContext extends SyncContext {
  readonly db: Kysely<Schema>;
  readonly horizon: Horizon;
  /** Sign-ins whose passwords are being checked. */
  readonly signIns: FewAtOnce;
  readonly metrics: Metrics;
}
