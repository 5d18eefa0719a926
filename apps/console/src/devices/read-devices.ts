import type { DeviceItem } from '@pingjia/shared';
import type { Api } from '../api/api.ts';

/** Most devices that one page sorts and shows; more need a narrower question. */
export const mostDevices = 2_000;
const pageSize = 500;

export interface DeviceList {
  readonly items: readonly DeviceItem[];
  /** Whether the server has more than is listed. */
  readonly more: boolean;
}

/** All devices that the person may see, page after page. */
export async function readDevices(api: Api, signal: AbortSignal): Promise<DeviceList> {
  const items: DeviceItem[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.devices({ cursor, limit: pageSize, signal });
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && items.length < mostDevices);
  return { items, more: cursor !== undefined };
}
