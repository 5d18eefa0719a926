import { type ErrorCode, errorBodySchema, errorCodes, type Fault, fault } from '@pingjia/shared';

/**
 * Exchanges the one-time token for the HttpOnly session cookie: null when it was, else why the host refused it.
 * Throws when the host cannot be reached or fails; the token is unspent then.
 */
export async function exchangeToken(address: URL, token: string): Promise<Fault | null> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
    credentials: 'same-origin',
    cache: 'no-store',
  });
  if (response.ok) return null;
  if (response.status >= 500) throw new Error(`The host failed with status ${response.status}.`);
  const body = errorBodySchema.safeParse(await response.json().catch(() => null));
  const code = body.success
    ? errorCodes.find((known): known is ErrorCode => known === body.data.error.code)
    : undefined;
  return fault(code ?? 'SCREEN_TOKEN_INVALID');
}
