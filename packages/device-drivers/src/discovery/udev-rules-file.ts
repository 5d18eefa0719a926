import type { KnownDevice } from './known-devices.ts';
import { padGroup, udevRule } from './udev-rule.ts';

/** The text of a udev rules file that opens the given devices to whoever may open pads. */
export function udevRulesFile(devices: readonly KnownDevice[]): string {
  const rules = devices.map((device) => `# ${device.name} (${device.source})\n${udevRule(device)}\n`);
  return `# Lets the group ${padGroup}, and whoever sits at the machine, open evaluation pads.
# Made from src/discovery/known-devices.ts by: node src/discovery/main.ts
# Install: sudo cp 60-pingjia.rules /etc/udev/rules.d/ && sudo udevadm control --reload && sudo udevadm trigger

${rules.join('\n')}`;
}
