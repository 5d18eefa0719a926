import { useTranslation } from 'react-i18next';
import { useLiveState } from '../live/use-live.ts';
import styles from './live-indicator.module.css';

/** Whether what is on the screen arrives by itself at once, or by polling. */
export function LiveIndicator() {
  const { t } = useTranslation();
  const state = useLiveState();
  const isDown = state === 'reconnecting';
  return (
    <span
      role="status"
      className={isDown ? styles.down : styles.live}
      title={t(isDown ? 'live.reconnectingHint' : 'live.liveHint')}
      data-testid="live-state"
      data-state={state}
    >
      <span className={styles.dot} aria-hidden="true" />
      {t(isDown ? 'live.reconnecting' : 'live.live')}
    </span>
  );
}
