import { createHash } from 'node:crypto';
import { err, type Fault, fault, ok, type Result, type SignInRequest } from '@pingjia/shared';
import type { AppContext } from '../../app-context.ts';
import { type SessionUser, storeSession } from '../../store/console-sessions.ts';
import { block, blockedUntil, countFailure, dropStaleFailures, forgetFailures } from '../../store/sign-in-failures.ts';
import { findUser } from '../../store/users.ts';
import { checkPassword } from './password.ts';
import { hashToken, newSecretToken } from './secret-token.ts';

/** Milliseconds. */
export const sessionLifetime = 12 * 3_600_000;
const freeFailures = 5;
const firstBlock = 30_000;
const longestBlock = 15 * 60_000;
const failuresKept = 24 * 3_600_000;

export interface SignedIn {
  readonly token: string;
  readonly user: SessionUser;
}

export type SignInRefusal = Fault & { readonly retryAfterSeconds?: number };

/** Errors: SIGN_IN_FAILED; SIGN_IN_THROTTLED after five failures of one name, for thirty seconds and then ever longer. */
export async function signIn(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  { username, password }: SignInRequest,
): Promise<Result<SignedIn, SignInRefusal>> {
  const now = clock.wall();
  const nameHash = createHash('sha256').update(`pingjia-user ${username}`).digest();
  const blocked = (await blockedUntil(db, nameHash)) - now;
  if (blocked > 0) return err({ ...fault('SIGN_IN_THROTTLED'), retryAfterSeconds: Math.ceil(blocked / 1_000) });
  const user = await findUser(db, username);
  if (!(await checkPassword(user?.password_hash ?? null, password)) || user === null) {
    const failures = await countFailure(db, nameHash, now);
    const over = failures - freeFailures;
    if (over >= 0) await block(db, nameHash, now + Math.min(longestBlock, firstBlock * 2 ** over));
    await dropStaleFailures(db, now - failuresKept);
    return err(fault('SIGN_IN_FAILED'));
  }
  await forgetFailures(db, nameHash);
  const token = newSecretToken();
  await storeSession(db, hashToken(token), user.user_id, now, now + sessionLifetime);
  return ok({ token, user: { username: user.username, displayName: user.display_name } });
}
