import type { Clock, RandomSource } from '@pingjia/shared';
import type { Kysely } from 'kysely';
import type { Pool } from 'pg';
import type { DeviceQueues } from './domain/ingest/device-queues.ts';
import type { Horizon } from './domain/lists/horizon.ts';
import type { LiveEvents } from './domain/live/live-events.ts';
import type { Metrics } from './http/metrics.ts';
import type { ServerKeys } from './keys/server-keys.ts';
import type { Schema } from './store/schema.ts';

/** What the capabilities work with; made once in build-app.ts. */
export interface AppContext {
  readonly db: Kysely<Schema>;
  readonly ingest: Pool;
  readonly keys: ServerKeys;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly live: LiveEvents;
  readonly horizon: Horizon;
  readonly queues: DeviceQueues;
  readonly metrics: Metrics;
}
