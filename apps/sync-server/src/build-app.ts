import cookie from '@fastify/cookie';
import type { Clock, RandomSource } from '@pingjia/shared';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { AppContext } from './app-context.ts';
import { eraseRestored } from './domain/attachments/erase-again.ts';
import { FewAtOnce } from './domain/console-auth/few-at-once.ts';
import { DeviceQueues } from './domain/ingest/device-queues.ts';
import { retryPending } from './domain/ingest/retry-pending.ts';
import { Horizon } from './domain/lists/horizon.ts';
import { Announcer } from './domain/live/announcer.ts';
import { foreignEvents } from './domain/live/announcement.ts';
import { LiveEvents } from './domain/live/live-events.ts';
import { closeGracefully } from './http/close-gracefully.ts';
import { serveConsole } from './http/console-files.ts';
import { addNonces } from './http/device-paths.ts';
import { answerBrokenHttp, answerErrors, sendError } from './http/error-answers.ts';
import { createMetrics } from './http/metrics.ts';
import { addOpenApi } from './http/openapi.ts';
import { limitPatience } from './http/patience.ts';
import { logRequests } from './http/request-log.ts';
import { addSecurityHeaders } from './http/security-headers.ts';
import type { ServerKeys } from './keys/server-keys.ts';
import { bundleRoutes } from './routes/bundles.ts';
import { deviceRoutes } from './routes/devices.ts';
import { deviceSyncRoutes } from './routes/device-sync.ts';
import { enrollmentCodeRoutes } from './routes/enrollment-codes.ts';
import { enrollmentRoutes } from './routes/enrollments.ts';
import { evaluationRoutes } from './routes/evaluations.ts';
import { healthRoutes } from './routes/health.ts';
import { liveRoutes } from './routes/live.ts';
import { remarkRoutes } from './routes/remarks.ts';
import { sessionRoutes } from './routes/session.ts';
import type { DatabaseAddress } from './store/address.ts';
import { isCitus } from './store/citus.ts';
import { openDatabase } from './store/database.ts';
import { ingestsInFlight, newestAcceptance } from './store/in-flight.ts';
import { NotificationListener, notify } from './store/notifications.ts';
import { createPostgresStore } from './store/sync-store.ts';

export interface BuildOptions {
  /** A database that migrate() has been run on. */
  readonly database: DatabaseAddress;
  readonly keys: ServerKeys;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly logger: FastifyBaseLogger;
  /** The built console; null serves none. */
  readonly consoleDir: string | null;
}

/** Largest body of what is not a batch, bytes. */
const bodyLimit = 256 * 1024;

/** Assembles the server; connects to nothing until it is made ready or gets a request. `close()` ends everything it opened. */
export async function buildApp(options: BuildOptions): Promise<FastifyInstance> {
  const { keys, clock, random, logger, consoleDir } = options;
  const database = openDatabase(options.database, (error) =>
    logger.warn({ err: error }, 'a database connection was lost'),
  );
  const { db } = database;
  const origin = random.uuid();
  const announcer = new Announcer(clock, origin, (payload) => notify(db, payload));
  const live = new LiveEvents((event) => announcer.add(event));
  const listener = new NotificationListener(options.database, clock, (payload) => {
    for (const event of foreignEvents(payload, origin)) live.deliver(event);
  });
  let citus: Promise<boolean> | undefined;
  const horizon = new Horizon(
    {
      newestAcceptance: () => newestAcceptance(db),
      ingestsInFlight: async () => ingestsInFlight(db, await (citus ??= isCitus(db))),
    },
    clock,
  );
  const metrics = createMetrics(() => live.watchers);
  const store = createPostgresStore(database);
  const context: AppContext = {
    db,
    store,
    keys,
    clock,
    random,
    live,
    horizon,
    signIns: new FewAtOnce(2, 64),
    queues: new DeviceQueues(),
    metrics,
  };

  const app = fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => random.uuid(),
    requestIdHeader: false,
    bodyLimit,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 100 },
    frameworkErrors: (error, request, reply) => sendError(metrics, request, reply, error),
    clientErrorHandler: answerBrokenHttp(() => random.uuid()),
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  answerErrors(app, metrics);
  addSecurityHeaders(app);
  addNonces(app, context);
  logRequests(app, metrics);
  limitPatience(app, clock);
  closeGracefully(app, clock);
  await app.register(cookie);
  await addOpenApi(app);
  for (const routes of [
    enrollmentRoutes,
    deviceSyncRoutes,
    deviceRoutes,
    enrollmentCodeRoutes,
    evaluationRoutes,
    remarkRoutes,
    bundleRoutes,
    sessionRoutes,
    liveRoutes,
    healthRoutes,
  ]) {
    await app.register(routes(context));
  }
  await serveConsole(app, consoleDir, metrics);
  app.addHook('onReady', async () => {
    await listener.start();
    await eraseRestored(context).then(
      (erased) => erased > 0 && logger.info({ erased }, 'erased again what a restored database had brought back'),
      (error: unknown) => logger.warn({ err: error }, 'what a restored database may have brought back was not erased'),
    );
    // In the background: an upgrade may have much to read again, and nothing waits for it.
    retryPending(context).then(
      (records) => records > 0 && logger.info({ records }, 'understood records that earlier versions could not'),
      (error: unknown) => logger.warn({ err: error }, 'pending records were not tried again'),
    );
  });
  app.addHook('onClose', async () => {
    announcer.close();
    await listener.close();
    await database.close();
  });
  return app;
}
