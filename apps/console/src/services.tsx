import type { Clock } from '@pingjia/shared';
import { createContext, use } from 'react';
import type { Api } from './api/api.ts';
import type { BundleImports } from './bundles/bundle-imports.ts';
import type { LiveFeed } from './live/live-feed.ts';

/** What every room of the console stands on; built once, by main. */
export interface Services {
  readonly api: Api;
  readonly clock: Clock;
  readonly live: LiveFeed;
  readonly bundles: BundleImports;
}

export const ServicesContext = createContext<Services | null>(null);

export function useServices(): Services {
  const services = use(ServicesContext);
  if (services === null) throw new Error('useServices outside of ServicesContext');
  return services;
}
