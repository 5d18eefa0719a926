// Writes udev/60-pingjia.rules from the table of known devices.
import { mkdirSync, writeFileSync } from 'node:fs';
import { knownDevices } from './known-devices.ts';
import { udevRulesFile } from './udev-rules-file.ts';

const folder = new URL('../../udev/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('60-pingjia.rules', folder), udevRulesFile(knownDevices));
