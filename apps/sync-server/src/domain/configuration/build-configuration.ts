import { nodeSha256 } from '@pingjia/node-platform';
import { type DeviceConfiguration, followUpOptions } from '@pingjia/shared';
import type { SyncStore } from '../../store/sync-store.ts';

/** What the pad of this window shows and decides by; null if the window is not known here. */
export async function buildConfiguration(
  store: Pick<SyncStore, 'findConfiguration'>,
  { siteId, windowId }: { readonly siteId: string; readonly windowId: string },
): Promise<DeviceConfiguration | null> {
  const stored = await store.findConfiguration(siteId, windowId);
  if (stored === null) return null;
  const { site, window, settings, staff, items } = stored;
  const content: Omit<DeviceConfiguration, 'version'> = {
    site: { siteId: site.site_id, areaCode: site.area_code, name: site.name },
    window: { windowId: window.window_id, siteId: window.site_id, label: window.label, name: window.name },
    assignedStaffId: settings.assigned_staff_id,
    staff: staff.map((member) => ({
      staffId: member.staff_id,
      siteId: member.site_id,
      number: member.number,
      name: member.name,
      title: member.title,
    })),
    items: items.map((item) => ({ itemCode: item.item_code, name: item.name, department: item.department })),
    wording: settings.wording,
    languages: [...settings.languages],
    followUpOptions: [...followUpOptions],
    rules: settings.rules,
  };
  return { version: nodeSha256(Buffer.from(JSON.stringify(content))), ...content };
}
