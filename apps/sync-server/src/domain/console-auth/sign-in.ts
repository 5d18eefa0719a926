import { createHash } from 'node:crypto';
import { err, type Fault, fault, ok, type Result, type SignInRequest } from '@pingjia/shared';
import type { AppContext } from '../../app-context.ts';
import { type SessionUser, storeSession, toSessionUser } from '../../store/console-sessions.ts';
import { beginAttempt, dropStaleFailures, forgetFailures, type SignInPace } from '../../store/sign-in-failures.ts';
import { findUser } from '../../store/users.ts';
import { checkPassword } from './password.ts';
import { hashToken, newSecretToken } from './secret-token.ts';

/** Milliseconds. */
export const sessionLifetime = 12 * 3_600_000;
const pace: SignInPace = { free: 5, firstBlock: 30_000, longestBlock: 15 * 60_000 };
const failuresKept = 24 * 3_600_000;

export interface SignedIn {
  readonly token: string;
  readonly user: SessionUser;
}

export type SignInRefusal = Fault & { readonly retryAfterSeconds?: number };

type Context = Pick<AppContext, 'db' | 'clock' | 'signIns'>;

/**
 * Errors: SIGN_IN_FAILED; SIGN_IN_THROTTLED after five failures of one name, for thirty seconds and then ever longer;
 * SERVER_BUSY while too many passwords wait to be checked.
 */
export async function signIn(context: Context, request: SignInRequest): Promise<Result<SignedIn, SignInRefusal>> {
  return (await context.signIns.run(() => attempt(context, request))) ?? err(fault('SERVER_BUSY', 'sign-in'));
}

async function attempt(
  { db, clock }: Context,
  { username, password }: SignInRequest,
): Promise<Result<SignedIn, SignInRefusal>> {
  const now = clock.wall();
  const nameHash = createHash('sha256').update(`pingjia-user ${username}`).digest();
  const blocked = await beginAttempt(db, nameHash, now, pace);
  if (blocked !== null)
    return err({ ...fault('SIGN_IN_THROTTLED'), retryAfterSeconds: Math.max(1, Math.ceil((blocked - now) / 1_000)) });
  const user = await findUser(db, username);
  if (!(await checkPassword(user?.password_hash ?? null, password)) || user === null) {
    await dropStaleFailures(db, now - failuresKept);
    return err(fault('SIGN_IN_FAILED'));
  }
  await forgetFailures(db, nameHash);
  const token = newSecretToken();
  await storeSession(db, hashToken(token), user.user_id, now, now + sessionLifetime);
  return ok({ token, user: toSessionUser(user) });
}
