import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

/** One registry an app: several may run in one process. */
export function createMetrics(watchers: () => number) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 50 });
  return {
    registry,
    liveWatchers: new Gauge({
      name: 'pingjia_live_watchers',
      help: 'Open live event streams',
      registers,
      collect() {
        this.set(watchers());
      },
    }),
    recordsAccepted: new Counter({ name: 'pingjia_records_accepted_total', help: 'Records stored durably', registers }),
    refusals: new Counter({
      name: 'pingjia_refusals_total',
      help: 'Error answers by code',
      labelNames: ['code'],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'pingjia_request_seconds',
      help: 'Time from request to answer',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
  };
}
