import { evaluationPageSchema, evaluationQuerySchema } from '@pingjia/shared';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { AppContext } from '../app-context.ts';
import { evaluationPage } from '../domain/lists/evaluation-page.ts';
import { requireViewer } from '../http/access.ts';
import { unwrap } from '../http/unwrap.ts';
import { okStatus } from '../http-status.ts';
import { errorResponses } from './error-responses.ts';

export function evaluationRoutes(context: AppContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      '/api/v1/evaluations',
      {
        schema: {
          summary: 'Evaluations in the order of their acceptance',
          tags: ['data'],
          security: [{ token: [] }, { session: [] }],
          querystring: evaluationQuerySchema,
          response: { [okStatus]: evaluationPageSchema, ...errorResponses },
        },
        onRequest: requireViewer(context),
      },
      async (request) => unwrap(await evaluationPage(context, request.query)),
    );
  };
}
