import type { PadKind } from './pad-kind.ts';

/** The group that may open pads; systemd makes it on every machine (basic.conf of its sysusers.d). */
export const padGroup = 'dialout';

const subsystems: Readonly<Record<PadKind, string>> = { serial: 'tty', hid: 'hidraw', keys: 'input' };

/**
 * One line of a udev rules file (udev(7)): the pad's group, and whoever sits at the machine, may open the device; what a pad
 * types reaches no other program. `vid`, `pid`: four hexadecimal digits.
 */
export function udevRule({
  kind,
  vid,
  pid,
}: {
  readonly kind: PadKind;
  readonly vid: string;
  readonly pid: string;
}): string {
  const match = `SUBSYSTEM=="${subsystems[kind]}", ATTRS{idVendor}=="${vid}", ATTRS{idProduct}=="${pid}"`;
  const access = `GROUP="${padGroup}", MODE="0660", TAG+="uaccess"`;
  return `${match}, ${access}${kind === 'keys' ? ', ENV{LIBINPUT_IGNORE_DEVICE}="1"' : ''}`;
}
