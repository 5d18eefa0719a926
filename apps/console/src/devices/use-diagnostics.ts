import type { DeviceDiagnostics } from '@pingjia/shared';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useServices } from '../services.tsx';

/** What is known of one device beyond its row in the list. */
export function useDiagnostics(deviceId: string): UseQueryResult<DeviceDiagnostics> {
  const { api } = useServices();
  return useQuery({
    queryKey: ['devices', deviceId, 'diagnostics'],
    queryFn: ({ signal }) => api.diagnostics(deviceId, signal),
  });
}
