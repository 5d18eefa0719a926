import { pickText, type ServiceWindow } from '@pingjia/shared';
import { usePad } from './pad-context.ts';
import { useLongPress } from './use-long-press.ts';

export interface WindowLabelProps {
  /** Null before the pad is enrolled: it belongs to no window yet. */
  readonly window: ServiceWindow | null;
  readonly onTap?: () => void;
}

/** What is written above the counter. Held for three seconds it opens the technician's corner. */
export function WindowLabel({ window, onTap = () => {} }: WindowLabelProps) {
  const { t, language, openTechnician } = usePad();
  const handlers = useLongPress(openTechnician, onTap);
  return (
    <button type="button" className="window-label" data-testid="window-label" {...handlers}>
      <span className="window-number">
        <bdi>{window?.label ?? '—'}</bdi>
      </span>
      {window === null ? (
        <span className="visually-hidden">{t('technician.title')}</span>
      ) : (
        <span className="window-name clamp">
          <span className="visually-hidden">{t('header.window', { label: window.label })} </span>
          {pickText(window.name, language)}
        </span>
      )}
    </button>
  );
}
