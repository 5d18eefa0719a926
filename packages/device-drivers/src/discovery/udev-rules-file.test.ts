import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { familyForProfile } from '../registry.ts';
import { knownDevice, knownDevices } from './known-devices.ts';
import { mendingCommand } from './mending.ts';
import { udevRule } from './udev-rule.ts';
import { udevRulesFile } from './udev-rules-file.ts';

describe('known devices', () => {
  it('DI8: each is there once, with four lower-case digits, a profile of this build and a source', () => {
    expect(new Set(knownDevices.map(({ kind, vid, pid }) => `${kind} ${vid} ${pid}`)).size).toBe(knownDevices.length);
    for (const { vid, pid, profile, kind, source } of knownDevices) {
      expect(`${vid}:${pid}`).toMatch(/^[0-9a-f]{4}:[0-9a-f]{4}$/);
      expect(source).not.toBe('');
      const family = familyForProfile(profile);
      expect(family.ok && family.value.transports.includes(kind)).toBe(true);
    }
    expect(knownDevice('serial', '0403', '6001')?.name).toBe('FTDI FT232 serial adapter');
    expect(knownDevice('hid', '0403', '6001')).toBeUndefined();
  });

  it('DI9: the udev rules file is what the table says', () => {
    const file = readFileSync(new URL('../../udev/60-pingjia.rules', import.meta.url), 'utf8');
    expect(file).toBe(udevRulesFile(knownDevices));
  });

  it('DI9: a rule gives the group and the person at the machine access; what a pad types reaches nobody else', () => {
    const numbers = { vid: '1209', pid: '5b5b' };
    const access = 'GROUP="dialout", MODE="0660", TAG+="uaccess"';
    expect(udevRule({ kind: 'hid', ...numbers })).toBe(
      `SUBSYSTEM=="hidraw", ATTRS{idVendor}=="1209", ATTRS{idProduct}=="5b5b", ${access}`,
    );
    expect(udevRule({ kind: 'keys', ...numbers })).toBe(
      `SUBSYSTEM=="input", ATTRS{idVendor}=="1209", ATTRS{idProduct}=="5b5b", ${access}, ENV{LIBINPUT_IGNORE_DEVICE}="1"`,
    );
  });
});

describe('mendingCommand', () => {
  const device = { path: '/dev/x', vid: '1209', pid: '5b5b', group: null } as const;

  it.each([
    ['uucp', 'sudo usermod -aG uucp $USER'],
    ['root', 'sudo usermod -aG dialout $USER'],
    [null, 'sudo usermod -aG dialout $USER'],
  ])('DI6: a serial port of group %s: %s', (group, command) => {
    expect(mendingCommand({ ...device, kind: 'serial', group })).toBe(command);
  });

  it('DI6: a keyboard gets a rule of its own rather than the group of all keyboards', () => {
    const command = mendingCommand({ ...device, kind: 'keys', group: 'input' });
    expect(command).not.toContain('-aG input');
    expect(command).toBe(
      `echo '${udevRule({ kind: 'keys', vid: '1209', pid: '5b5b' })}' | sudo tee /etc/udev/rules.d/60-pingjia-1209-5b5b.rules` +
        ' && sudo udevadm control --reload && sudo udevadm trigger && sudo usermod -aG dialout $USER',
    );
  });

  it('DI6: a device without numbers can only be opened by its group', () => {
    expect(mendingCommand({ ...device, kind: 'hid', vid: null, group: 'plugdev' })).toBe(
      'sudo usermod -aG plugdev $USER',
    );
  });
});
