import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useServices } from '../services.tsx';
import { type DeviceList, readDevices } from './read-devices.ts';

/** Milliseconds for which a list of devices is good enough to name them. */
const namesStaleAfter = 60_000;

export function useDevices(): UseQueryResult<DeviceList> {
  const { api } = useServices();
  return useQuery({
    queryKey: ['devices'],
    queryFn: ({ signal }) => readDevices(api, signal),
    staleTime: namesStaleAfter,
  });
}
