import type { ConsoleSession } from '@pingjia/shared';
import type { QueryClient } from '@tanstack/react-query';

/** Who is signed in, or why nobody is: null where it was so from the start. */
export type SessionState =
  | { readonly signedIn: true; readonly session: ConsoleSession }
  | { readonly signedIn: false; readonly reason: SignedOutReason | null };

export const signedOutReasons = ['expired', 'signed-out'] as const;
export type SignedOutReason = (typeof signedOutReasons)[number];

export const sessionKey = ['session'] as const;

/** Lets every part of the page know who is signed in now. */
export function setSession(client: QueryClient, state: SessionState): void {
  client.setQueryData<SessionState>(sessionKey, () => state);
}
