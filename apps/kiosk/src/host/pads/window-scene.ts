import { type DeviceConfiguration, pickText, type SessionView } from '@pingjia/shared';
import type { PadScene } from './pad-scene.ts';

/** The scene of a window, in its first language: pads have no language switch. */
export function windowScene(
  view: SessionView,
  staffId: string | null,
  configuration: DeviceConfiguration | null,
): PadScene {
  if (configuration === null) return { view, staff: null, service: '' };
  const { staff, items, languages } = configuration;
  const [language = 'zh-CN'] = languages;
  const member = staff.find((one) => one.staffId === staffId);
  const itemCode = view.state === 'armed' ? view.itemCode : null;
  const item = items.find((one) => one.itemCode === itemCode);
  return {
    view,
    staff: member === undefined ? null : { number: member.number, name: pickText(member.name, language) },
    service: item === undefined ? '' : pickText(item.name, language),
  };
}
