import type { DeviceConfiguration, StaffMember } from '@pingjia/shared';
import { LanguageSwitch } from './language-switch.tsx';
import { StaffBadge } from './staff-badge.tsx';
import { WindowLabel } from './window-label.tsx';

export interface HeaderProps {
  readonly configuration: DeviceConfiguration | null;
  readonly staff: StaffMember | null;
}

export function Header({ configuration, staff }: HeaderProps) {
  return (
    <header className="header">
      <WindowLabel window={configuration?.window ?? null} />
      <StaffBadge staff={staff} />
      <LanguageSwitch />
    </header>
  );
}
