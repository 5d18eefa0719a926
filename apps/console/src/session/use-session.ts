import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { ApiError, isSignedOut } from '../api/api-fault.ts';
import { useServices } from '../services.tsx';
import { type SessionState, sessionKey } from './session-state.ts';

/** Milliseconds until the session is asked for again when the server could not be reached. */
const retryEvery = 5_000;

/** Asks the server once who is signed in; afterwards signing in, out and expiry keep it up to date. */
export function useSession(): UseQueryResult<SessionState> {
  const { api } = useServices();
  return useQuery<SessionState>({
    queryKey: sessionKey,
    async queryFn({ signal }) {
      const result = await api.session(signal);
      if (result.ok) return { signedIn: true, session: result.value };
      if (isSignedOut(result.error)) return { signedIn: false, reason: null };
      throw new ApiError(result.error);
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => (state.status === 'error' ? retryEvery : false),
  });
}
