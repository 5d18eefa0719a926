import { type DeviceConfiguration, type Grade, pickText } from '@pingjia/shared';
import { Countdown } from '../components/countdown.tsx';
import { GradeChoice } from '../components/grade-choice.tsx';
import { usePad } from '../components/pad-context.ts';
import type { ViewOf } from './view-of.ts';

export interface RatingProps {
  readonly view: ViewOf<'armed'>;
  readonly at: number;
  readonly configuration: DeviceConfiguration;
  readonly pressed: Grade | null;
  readonly onRate: (grade: Grade) => void;
}

/** One rating is awaited. */
export function Rating({ view, at, configuration, pressed, onRate }: RatingProps) {
  const { t, language } = usePad();
  const item = configuration.items.find(({ itemCode }) => itemCode === view.itemCode);
  return (
    <main className="rating">
      <h1>{t('rating.title')}</h1>
      <p className="subject">
        {view.ticket === null ? null : <bdi className="ticket">{t('rating.ticket', { ticket: view.ticket })}</bdi>}
        {item === undefined ? null : <bdi className="item clamp">{pickText(item.name, language)}</bdi>}
      </p>
      <GradeChoice wording={configuration.wording} pressed={pressed} chosen={null} onPress={onRate} />
      <div className="below">
        {pressed === null ? (
          <Countdown
            text={(seconds) => t('rating.left', { seconds })}
            left={view.left}
            at={at}
            of={configuration.rules.times.armed}
          />
        ) : (
          <p className="sending" role="status">
            {t('rating.sending')}
          </p>
        )}
      </div>
    </main>
  );
}
