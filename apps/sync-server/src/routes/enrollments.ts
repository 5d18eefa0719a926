import { enrollmentRequestSchema, enrollmentResponseSchema } from '@pingjia/shared';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { AppContext } from '../app-context.ts';
import { enroll } from '../domain/enrollment/enroll.ts';
import { createdStatus } from '../http-status.ts';
import { keepRawBodies, rawBody, readJsonBody } from '../http/raw-body.ts';
import { unwrap } from '../http/unwrap.ts';
import { errorResponses } from './error-responses.ts';

/** Bytes; held in memory for whoever sends them. */
const strangersLimit = 8 * 1024;

export function enrollmentRoutes(context: AppContext): FastifyPluginAsyncZod {
  return async (app) => {
    keepRawBodies(app);
    const bodies = new WeakMap<object, Uint8Array>();
    app.post(
      '/api/v1/enrollments',
      {
        bodyLimit: strangersLimit,
        schema: {
          summary: 'Enroll a pad with a one-time code; signed with the pad’s new key',
          tags: ['devices'],
          security: [{ device: [] }],
          body: enrollmentRequestSchema,
          response: { [createdStatus]: enrollmentResponseSchema, ...errorResponses },
        },
        preValidation: async (request) => {
          bodies.set(request, rawBody(request));
          readJsonBody(request);
        },
      },
      async (request, reply) => {
        const signed = {
          method: request.method,
          target: request.raw.url ?? '',
          headers: request.headers,
          body: bodies.get(request) ?? new Uint8Array(),
        };
        return reply.code(createdStatus).send(unwrap(await enroll(context, signed, request.body)));
      },
    );
  };
}
