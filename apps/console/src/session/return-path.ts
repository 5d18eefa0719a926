import { type SignedOutReason, signedOutReasons } from './session-state.ts';

export const signInPath = '/sign-in';
const homePath = '/';

/** Address of the sign-in page that says why one is there and leads back to `from`. */
export function signInAddress(from: string, reason: SignedOutReason | null): string {
  const params = new URLSearchParams();
  if (reason !== null) params.set('reason', reason);
  if (reason !== 'signed-out' && from !== homePath) params.set('return', from);
  const query = params.toString();
  return query === '' ? signInPath : `${signInPath}?${query}`;
}

/** Where to go after signing in: a path of this console, whatever the address claims. */
export function returnPath(params: URLSearchParams): string {
  const wanted = params.get('return') ?? homePath;
  const base = 'https://console.invalid';
  let url: URL;
  try {
    url = new URL(wanted, base);
  } catch {
    return homePath;
  }
  const isOwn = /^\/(?![/\\])/.test(wanted) && url.origin === base && url.pathname !== signInPath;
  return isOwn ? url.pathname + url.search + url.hash : homePath;
}

export function signedOutReason(params: URLSearchParams): SignedOutReason | null {
  return signedOutReasons.find((reason) => reason === params.get('reason')) ?? null;
}
