import { FaultError } from '@pingjia/shared';
import type { FastifyRequest } from 'fastify';
import type { AppContext } from '../app-context.ts';
import { hashToken } from '../domain/console-auth/secret-token.ts';
import { isApiToken } from '../store/api-tokens.ts';
import { findSession, type SessionUser } from '../store/console-sessions.ts';

export const sessionCookie = 'pingjia_session';

type Guard = (request: FastifyRequest) => Promise<void>;

/** For API users: a bearer token, nothing else. Throws TOKEN_INVALID. */
export function requireToken({ db }: Pick<AppContext, 'db'>): Guard {
  return async (request) => {
    const token = /^Bearer ([\x21-\x7e]{1,200})$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined || !(await isApiToken(db, hashToken(token)))) throw new FaultError('TOKEN_INVALID');
  };
}

/** For those who may look: a bearer token or a console session. Throws TOKEN_INVALID, SESSION_EXPIRED. */
export function requireViewer(context: Pick<AppContext, 'db' | 'clock'>): Guard {
  const byToken = requireToken(context);
  return async (request) => {
    if (request.headers.authorization !== undefined || request.cookies[sessionCookie] === undefined)
      return byToken(request);
    await sessionUser(context, request);
  };
}

/** Whose console session the request belongs to. Throws SESSION_EXPIRED. */
export async function sessionUser(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  request: FastifyRequest,
): Promise<SessionUser> {
  const token = request.cookies[sessionCookie];
  const user = token === undefined ? null : await findSession(db, hashToken(token), clock.wall());
  if (user === null) throw new FaultError('SESSION_EXPIRED');
  return user;
}
