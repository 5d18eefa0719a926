import { QueryCache, QueryClient } from '@tanstack/react-query';
import { faultOf, isSignedOut } from '../api/api-fault.ts';
import { type SessionState, sessionKey } from './session-state.ts';

/** The query cache of one page. Any answer that says the session has ended sends the person back to the sign-in page. */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError(error) {
        if (isSignedOut(faultOf(error))) endSession(client);
      },
    }),
    // The live feed decides when to read again; it polls while the server cannot be reached.
    defaultOptions: {
      queries: { retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  return client;
}

function endSession(client: QueryClient): void {
  client.setQueryData<SessionState>(sessionKey, (state) =>
    state?.signedIn === true ? { signedIn: false, reason: 'expired' } : state,
  );
}
