import type { DeviceItem } from '@pingjia/shared';
import { isOffline, needsAttention } from './health.ts';

/** What the list of devices can be narrowed to; lives in the address as `show`. */
export const healthViews = ['all', 'attention', 'offline'] as const;
export type HealthView = (typeof healthViews)[number];

export const inView: Readonly<Record<HealthView, (device: DeviceItem) => boolean>> = {
  all: () => true,
  attention: needsAttention,
  offline: isOffline,
};

export function readHealthView(params: URLSearchParams): HealthView {
  return healthViews.find((view) => view === params.get('show')) ?? 'all';
}
