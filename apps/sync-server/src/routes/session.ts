import { consoleSessionSchema, signInRequestSchema } from '@pingjia/shared';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { AppContext } from '../app-context.ts';
import { hashToken } from '../domain/console-auth/secret-token.ts';
import { sessionLifetime, signIn } from '../domain/console-auth/sign-in.ts';
import { sessionCookie, sessionUser } from '../http/access.ts';
import { unwrap } from '../http/unwrap.ts';
import { emptyStatus, okStatus } from '../http-status.ts';
import { deleteSession } from '../store/console-sessions.ts';
import { errorResponses } from './error-responses.ts';

/** Bytes; held in memory for whoever sends them. */
const strangersLimit = 8 * 1024;
const url = '/api/v1/session';
const cookie = { path: '/', httpOnly: true, sameSite: 'strict' } as const;
const answers = { [okStatus]: consoleSessionSchema, ...errorResponses };
const tags = ['console'];

export function sessionRoutes(context: AppContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      url,
      {
        bodyLimit: strangersLimit,
        schema: { summary: 'Sign in to the console', tags, body: signInRequestSchema, response: answers },
      },
      async (request, reply) => {
        const result = await signIn(context, request.body);
        if (!result.ok && result.error.retryAfterSeconds !== undefined)
          reply.header('retry-after', result.error.retryAfterSeconds);
        const { token, user } = unwrap(result);
        const secure = cameOverTls(request);
        reply.setCookie(sessionCookie, token, { ...cookie, secure, maxAge: sessionLifetime / 1_000 });
        return user;
      },
    );

    app.get(
      url,
      { schema: { summary: 'Who is signed in', tags, security: [{ session: [] }], response: answers } },
      (request) => sessionUser(context, request),
    );

    app.delete(
      url,
      {
        schema: {
          summary: 'Sign out',
          tags,
          response: { [emptyStatus]: z.undefined().describe('Signed out'), ...errorResponses },
        },
      },
      async (request, reply) => {
        const token = request.cookies[sessionCookie];
        if (token !== undefined) await deleteSession(context.db, hashToken(token));
        return reply.clearCookie(sessionCookie, cookie).code(emptyStatus).send();
      },
    );
  };
}

/** Whoever makes this header up makes nothing but the own cookie safer. */
function cameOverTls({ protocol, headers }: FastifyRequest): boolean {
  const [first] = String(headers['x-forwarded-proto'] ?? protocol).split(',');
  return first?.trim().toLowerCase() === 'https';
}
