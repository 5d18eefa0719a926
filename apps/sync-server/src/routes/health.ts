import { FaultError } from '@pingjia/shared';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { AppContext } from '../app-context.ts';
import { okStatus } from '../http-status.ts';
import { isMigrated } from '../store/migrate.ts';
import { errorResponses } from './error-responses.ts';

const tags = ['operation'];
const stateSchema = z.object({ status: z.string() });

export function healthRoutes({ db, metrics }: AppContext): FastifyPluginAsyncZod {
  return async (app) => {
    let stopping = false;
    app.addHook('preClose', async () => {
      stopping = true;
    });
    const response = { [okStatus]: stateSchema, ...errorResponses };
    app.get('/healthz', { schema: { summary: 'The process answers', tags, response } }, async () => ({ status: 'ok' }));

    app.get('/readyz', { schema: { summary: 'The database answers and is migrated', tags, response } }, async () => {
      if (stopping) throw new FaultError('SERVER_BUSY', 'stopping');
      if (!(await isMigrated(db))) throw new FaultError('SERVER_BUSY', 'not migrated');
      return { status: 'ready' };
    });

    app.get(
      '/metrics',
      {
        schema: {
          summary: 'Prometheus metrics',
          tags,
          response: { [okStatus]: { content: { 'text/plain': { schema: z.string() } } }, ...errorResponses },
        },
      },
      async (_request, reply) => reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
    );
  };
}
