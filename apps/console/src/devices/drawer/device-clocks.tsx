import type { ClockReport, DeviceDiagnostics } from '@pingjia/shared';
import { useTranslation } from 'react-i18next';
import { FactList } from '../../components/fact-list.tsx';
import { parseTime } from '../../format/time.ts';
import { useTimeFormat } from '../../format/use-time-format.ts';
import { useServices } from '../../services.tsx';

/** Milliseconds: a smaller difference is nobody's concern. */
const noticeable = 2_000;

/** The newest reading of each of the last boots: device time, corrected time and how far they are apart. */
export function DeviceClocks({ clocks }: Pick<DeviceDiagnostics, 'clocks'>) {
  const { t } = useTranslation();
  const format = useTimeFormat();
  const { clock } = useServices();
  const full = (text: string | null) => {
    const time = parseTime(text);
    return time === null ? t('time.unreadable') : format.full(time);
  };
  const apart = ({ offset, within }: ClockReport) => {
    if (Math.abs(offset) <= Math.max(noticeable, within)) return t('diagnostics.right');
    const duration = format.duration(Math.abs(offset));
    return t(offset > 0 ? 'diagnostics.ahead' : 'diagnostics.behind', { duration });
  };
  const nameOf = ({ startedAt }: ClockReport) => {
    const started = parseTime(startedAt ?? null);
    if (started === null) return t('diagnostics.clocks');
    return t('diagnostics.clockOfRun', { time: format.short(started, clock.wall()) });
  };
  const shown = newestOfBoots(clocks);
  if (shown.length === 0)
    return <FactList title={t('diagnostics.clocks')} hint={t('diagnostics.noClock')} facts={[]} />;
  return shown.map((reading) => (
    <FactList
      key={reading.boot}
      title={`${nameOf(reading)} · ${apart(reading)}`}
      hint={t('diagnostics.clocksHint')}
      facts={[
        typeof reading.startedAt === 'string' && [t('diagnostics.startedAt'), full(reading.startedAt)],
        [t('evaluation.deviceTime'), full(reading.deviceTime)],
        [
          t('evaluation.correctedTime'),
          t('evaluation.correctedValue', {
            time: full(reading.correctedTime),
            within: format.duration(Math.max(1_000, reading.within)),
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
