import { FaultError, remarkAnswerSchema, remarkErasureRequestSchema, uuidSchema } from '@pingjia/shared';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { AppContext } from '../app-context.ts';
import { eraseRemark, readRemark } from '../domain/attachments/read-remark.ts';
import { requireToken, sessionUser } from '../http/access.ts';
import { unwrap } from '../http/unwrap.ts';
import { emptyStatus, okStatus } from '../http-status.ts';
import { errorResponses } from './error-responses.ts';

const path = '/api/v1/evaluations/:deviceId/:evaluationId/remark';
const params = z.object({ deviceId: uuidSchema, evaluationId: uuidSchema });

export function remarkRoutes(context: AppContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      path,
      {
        schema: {
          summary: 'What the citizen left besides the grade; who reads it is written down',
          tags: ['data'],
          security: [{ session: [] }],
          params,
          response: { [okStatus]: remarkAnswerSchema, ...errorResponses },
        },
        // A token has no name that could be written down.
        onRequest: async (request) => void (await sessionUser(context, request)),
      },
      async (request) => {
        const { username } = await sessionUser(context, request);
        return unwrap(await readRemark(context, request.params, username));
      },
    );

    app.post(
      `${path}/erasure`,
      {
        schema: {
          summary: 'Erase what the citizen left, as somebody who may; who did it and why is written down',
          tags: ['data'],
          security: [{ session: [] }],
          params,
          body: remarkErasureRequestSchema,
          response: { [emptyStatus]: z.undefined().describe('Erased'), ...errorResponses },
        },
        onRequest: async (request) => {
          if (!(await sessionUser(context, request)).mayErase) throw new FaultError('NOT_PERMITTED');
        },
      },
      async (request, reply) => {
        const { username } = await sessionUser(context, request);
        unwrap(await eraseRemark(context, request.params, { username, reason: request.body.reason }));
        return reply.code(emptyStatus).send();
      },
    );

    app.delete(
      path,
      {
        schema: {
          summary: 'Erase what the citizen left; that something was left stays visible, and the chain verifiable',
          tags: ['administration'],
          security: [{ token: [] }],
          params,
          response: { [emptyStatus]: z.undefined().describe('Erased'), ...errorResponses },
        },
        onRequest: requireToken(context),
      },
      async (request, reply) => {
        unwrap(await eraseRemark(context, request.params, { username: 'API token', reason: null }));
        return reply.code(emptyStatus).send();
      },
    );
  };
}
