import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { err, fault, ok, type Result } from '@pingjia/shared';

export interface ScreenSessionOptions {
  /** What onAdmitted told before the host's last end: that screen comes back by itself. */
  readonly admitted: string | null;
  readonly onAdmitted: (fingerprint: string) => void;
  readonly isConnected: () => boolean;
}

/**
 * Lets exactly one screen in: a one-time token in the link is exchanged for a cookie, and whoever holds the cookie may
 * reload and reconnect. A fresh link replaces the screen only while the one before is away.
 */
export class ScreenSessions {
  readonly #options: ScreenSessionOptions;
  #token: string | null = null;
  /** SHA-256 of the cookie that was given out. */
  #admitted: string | null;

  constructor(options: ScreenSessionOptions) {
    this.#options = options;
    this.#admitted = options.admitted;
  }

  /** A new link's token; the one before is void. */
  issueToken(): string {
    this.#token = randomBytes(24).toString('base64url');
    return this.#token;
  }

  /** The cookie's value for a token. Errors: SCREEN_TOKEN_INVALID, SCREEN_ALREADY_OPEN (the token stays good). */
  exchange(token: string): Result<string> {
    if (this.#token === null || !same(token, this.#token)) return err(fault('SCREEN_TOKEN_INVALID'));
    if (this.#admitted !== null && this.#options.isConnected()) return err(fault('SCREEN_ALREADY_OPEN'));
    this.#token = null;
    const cookie = randomBytes(24).toString('base64url');
    this.#admitted = fingerprint(cookie);
    this.#options.onAdmitted(this.#admitted);
    return ok(cookie);
  }

  /** Whether a request with this Cookie header comes from the screen that was let in. */
  admits(cookieHeader: string | undefined): boolean {
    const value = cookieHeader
      ?.split(';')
      .map((part) => part.trim())
      .find((part) => part.startsWith(`${cookieName}=`))
      ?.slice(cookieName.length + 1);
    return value !== undefined && this.#admitted !== null && same(fingerprint(value), this.#admitted);
  }
}

function fingerprint(cookie: string): string {
  return createHash('sha256').update(cookie).digest('base64url');
}

export const cookieName = 'pingjia-screen';

function same(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
