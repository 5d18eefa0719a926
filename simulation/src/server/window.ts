import { defaultSessionRules } from '@pingjia/shared';
import { type CommittedTables, keyOf } from '@pingjia/sync-server/memory-store';

const siteId = '51000000-0000-4000-8000-000000000001';
const windowId = '51000000-0000-4000-8000-000000000002';

/** The one window that all stations are enrolled for. */
export const place = { siteId, windowId } as const;

/** Lets the server know the window, as an office has set it up. */
export function furnish({ configurations }: CommittedTables): void {
  const name = { 'zh-CN': '模拟', en: 'Simulated' };
  configurations.set(keyOf(siteId, windowId), {
    site: { site_id: siteId, area_code: '990101', name },
    window: { window_id: windowId, site_id: siteId, label: 'A01', name },
    settings: {
      window_id: windowId,
      assigned_staff_id: null,
      wording: 'satisfaction',
      languages: ['zh-CN'],
      rules: defaultSessionRules,
    },
    staff: [],
    items: [],
  });
}
