import { type DeviceConfiguration, type GradeWording, grades, type PadReport, pickText } from '@pingjia/shared';
import { GradeFace } from '../components/grade-face.tsx';
import { usePad } from '../components/pad-context.ts';
import { keyOf } from './key-table.tsx';
import { useMoment } from './use-moment.ts';

export interface KeySheetProps {
  readonly pad: PadReport;
  readonly configuration: DeviceConfiguration | null;
  readonly wording: GradeWording;
}

/** What is printed and signed: which key of this pad means which grade. Not on the screen. */
export function KeySheet({ pad, configuration, wording }: KeySheetProps) {
  const { t, language } = usePad();
  const moment = useMoment();
  const { map, learntAt } = pad.keys;
  if (map === null) return null;
  const place = configuration === null ? [] : [configuration.site.name, configuration.window.name];
  return (
    <article className="key-sheet" data-testid="key-sheet">
      <h1>{t('sheet.title')}</h1>
      <dl>
        <dt>{t('sheet.window')}</dt>
        <dd>{[configuration?.window.label ?? '—', ...place.map((text) => pickText(text, language))].join(' · ')}</dd>
        <dt>{t('pad.name')}</dt>
        <dd>
          <bdi>{pad.padId ?? '—'}</bdi>
        </dd>
        <dt>{t('pad.place')}</dt>
        <dd>
          <bdi>{pad.address}</bdi>
        </dd>
        <dt>{t('sheet.learntAt')}</dt>
        <dd>{learntAt === null ? t(`pad.keyState.${pad.keys.state}`) : moment(learntAt)}</dd>
      </dl>
      <table>
        <thead>
          <tr>
            <th colSpan={2}>{t('sheet.grade')}</th>
            <th>{t('sheet.key')}</th>
          </tr>
        </thead>
        <tbody>
          {grades.map((grade) => (
            <tr key={grade}>
              <td>
                <GradeFace grade={grade} />
              </td>
              <td>{t(`grade.${wording}.${grade}`)}</td>
              <td>{keyOf(map, grade) ?? t('learn.noKey')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="signature">
        <span>{t('sheet.signature')}</span>
        <span>{t('sheet.date')}</span>
      </p>
    </article>
  );
}
