import { type DeviceConfiguration, grades, pickText, type StaffMember } from '@pingjia/shared';
import { GradeFace } from '../components/grade-face.tsx';
import { TouchMark } from '../components/icons.tsx';
import { LanguageSwitch } from '../components/language-switch.tsx';
import { usePad } from '../components/pad-context.ts';
import { StaffBadge } from '../components/staff-badge.tsx';
import { WindowLabel } from '../components/window-label.tsx';

export interface AttractProps {
  readonly configuration: DeviceConfiguration;
  readonly staff: StaffMember | null;
  readonly onWake: () => void;
}

/** Nobody is awaited: window, staff and an invitation. Touching anywhere but a language wakes the pad. */
export function Attract({ configuration, staff, onWake }: AttractProps) {
  const { t, language } = usePad();
  return (
    <main className="attract">
      <button
        type="button"
        className="attract-all"
        data-testid="attract"
        aria-label={`${t('attract.title')} ${t('attract.hint')}`}
        onClick={onWake}
      />
      <section className="attract-place">
        <p className="attract-site clamp">{pickText(configuration.site.name, language)}</p>
        <WindowLabel window={configuration.window} onTap={onWake} />
        <StaffBadge staff={staff} />
      </section>
      <section className="attract-invitation">
        <h1>{t('attract.title')}</h1>
        <div className="attract-faces">
          {grades.map((grade) => (
            <GradeFace key={grade} grade={grade} />
          ))}
        </div>
        <p className="attract-hint">
          <TouchMark />
          {t('attract.hint')}
        </p>
        <p className="attract-aside">{t('attract.aside')}</p>
      </section>
      <LanguageSwitch />
    </main>
  );
}
