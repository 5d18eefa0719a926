import { pickText, type StaffMember } from '@pingjia/shared';
import { usePad } from './pad-context.ts';

/** Who serves here, as on the badge; nothing when nobody is on duty. */
export function StaffBadge({ staff }: { readonly staff: StaffMember | null }) {
  const { t, language } = usePad();
  if (staff === null) return null;
  return (
    <div className="staff" data-testid="staff">
      <span className="staff-name clamp">
        <bdi>{pickText(staff.name, language)}</bdi>
      </span>
      <span className="staff-title clamp">{pickText(staff.title, language)}</span>
      <span className="staff-number">
        <bdi>{t('header.number', { number: staff.number })}</bdi>
      </span>
    </div>
  );
}
