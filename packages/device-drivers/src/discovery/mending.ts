import type { PadKind } from './pad-kind.ts';
import { padGroup, udevRule } from './udev-rule.ts';

/** A device that this user may not open. */
export interface LockedDevice {
  readonly kind: PadKind;
  readonly path: string;
  /** Four hexadecimal digits; null where unknown. */
  readonly vid: string | null;
  readonly pid: string | null;
  /** The group that owns its node; null where unknown. */
  readonly group: string | null;
}

/**
 * The shell command that lets the user open this very device, from the next sign-in on. Serial ports have a group of their
 * own; the group of input devices would open every keyboard, so other pads get a rule for just their kind.
 */
export function mendingCommand({ kind, vid, pid, group }: LockedDevice): string {
  const owner = group === null || group === 'root' ? padGroup : group;
  if (kind === 'serial' || vid === null || pid === null) return `sudo usermod -aG ${owner} $USER`;
  const file = `/etc/udev/rules.d/60-pingjia-${vid}-${pid}.rules`;
  return [
    `echo '${udevRule({ kind, vid, pid })}' | sudo tee ${file}`,
    'sudo udevadm control --reload',
    'sudo udevadm trigger',
    `sudo usermod -aG ${padGroup} $USER`,
  ].join(' && ');
}
