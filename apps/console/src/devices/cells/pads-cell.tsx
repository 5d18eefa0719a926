import type { DeviceItem } from '@pingjia/shared';
import { useTranslation } from 'react-i18next';
import { padStateKey } from '../pad-state-key.ts';
import styles from './cells.module.css';

/** The pads of one device: name, firmware, whether they answer, or did when the device was last heard from. */
export function PadsCell({ device: { pads, online } }: { readonly device: DeviceItem }) {
  const { t } = useTranslation();
  if (pads.length === 0) return <span className="quiet">{t('devices.noPad')}</span>;
  return (
    <ul>
      {pads.map(({ padId, state, address, firmware, lostPresses }) => (
        <li key={padId} className={styles.name}>
          <bdi>{padId}</bdi>
          <div className={styles.quiet}>
            <span className={state === 'lost' ? styles.warning : ''}>{t(padStateKey(state, online))}</span>
            {[address, firmware].map((part) => part !== null && <bdi key={part} dir="ltr">{` · ${part}`}</bdi>)}
          </div>
          {lostPresses > 0 && <div className={styles.warning}>{t('health.lostPresses', { count: lostPresses })}</div>}
        </li>
      ))}
    </ul>
  );
}
