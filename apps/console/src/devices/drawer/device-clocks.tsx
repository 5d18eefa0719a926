import type { ClockReport, DeviceDiagnostics } from '@pingjia/shared';
import { useTranslation } from 'react-i18next';
import { FactList } from '../../components/fact-list.tsx';
import { parseTime } from '../../format/time.ts';
import { useTimeFormat } from '../../format/use-time-format.ts';

/** Milliseconds: a smaller difference is nobody's concern. */
const noticeable = 2_000;

/** The newest reading of each of the last boots: device time, corrected time and how far they are apart. */
export function DeviceClocks({ clocks }: Pick<DeviceDiagnostics, 'clocks'>) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const full = (text: string | null) => {
    const time = parseTime(text);
    return time === null ? t('time.unreadable') : format.full(time);
  };
  const apart = ({ offset, within }: ClockReport) => {
    if (Math.abs(offset) <= Math.max(noticeable, within)) return t('diagnostics.right');
    const duration = format.duration(Math.abs(offset));
    return t(offset > 0 ? 'diagnostics.ahead' : 'diagnostics.behind', { duration });
  };
  const shown = newestOfBoots(clocks);
  if (shown.length === 0)
    return <FactList title={t('diagnostics.clocks')} hint={t('diagnostics.noClock')} facts={[]} />;
  return shown.map((clock) => (
    <FactList
      key={clock.boot}
      title={`${t('diagnostics.clocks')} · ${apart(clock)}`}
      hint={t('diagnostics.clocksHint')}
      facts={[
        [t('evaluation.deviceTime'), full(clock.deviceTime)],
        [
          t('evaluation.correctedTime'),
          t('evaluation.correctedValue', {
            time: full(clock.correctedTime),
            within: format.duration(Math.max(1_000, clock.within)),
          }),
        ],
      ]}
    />
  ));
}

const bootsShown = 3;

function newestOfBoots(clocks: readonly ClockReport[]): readonly ClockReport[] {
  const newest = new Map<string, ClockReport>();
  for (const clock of clocks) if (!newest.has(clock.boot)) newest.set(clock.boot, clock);
  return [...newest.values()].slice(0, bootsShown);
}
