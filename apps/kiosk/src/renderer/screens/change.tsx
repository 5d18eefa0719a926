import type { DeviceConfiguration, Grade } from '@pingjia/shared';
import { Countdown } from '../components/countdown.tsx';
import { GradeChoice } from '../components/grade-choice.tsx';
import { usePad } from '../components/pad-context.ts';
import type { EvaluatedView } from './view-of.ts';

export interface ChangeProps {
  readonly view: EvaluatedView;
  readonly at: number;
  readonly configuration: DeviceConfiguration;
  readonly pressed: Grade | null;
  readonly onChange: (grade: Grade) => void;
  readonly onKeep: () => void;
}

/** The five grades once more, for who touched the wrong one. */
export function Change({ view, at, configuration, pressed, onChange, onKeep }: ChangeProps) {
  const { t } = usePad();
  return (
    <main className="rating">
      <h1>{t('rating.change')}</h1>
      <p className="subject">{t('thanks.chosen', { grade: t(`grade.${configuration.wording}.${view.grade}`) })}</p>
      <GradeChoice
        wording={configuration.wording}
        pressed={pressed}
        chosen={view.grade}
        onPress={(grade) => (grade === view.grade ? onKeep() : onChange(grade))}
      />
      <div className="below">
        <Countdown
          text={(seconds) => t('rating.left', { seconds })}
          left={view.changeLeft}
          at={at}
          of={configuration.rules.times.change}
        />
        <button type="button" className="quiet" data-testid="keep" onClick={onKeep}>
          {t('rating.back')}
        </button>
      </div>
    </main>
  );
}
