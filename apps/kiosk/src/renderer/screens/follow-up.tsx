import { type DeviceConfiguration, isBad } from '@pingjia/shared';
import { ChangeOffer } from '../components/change-offer.tsx';
import { Countdown } from '../components/countdown.tsx';
import { GradeFace } from '../components/grade-face.tsx';
import { OptionChips } from '../components/option-chips.tsx';
import { usePad } from '../components/pad-context.ts';
import type { ViewOf } from './view-of.ts';

export interface FollowUpProps {
  readonly view: ViewOf<'followUp'>;
  readonly at: number;
  readonly configuration: DeviceConfiguration;
  readonly onTick: (code: string, ticked: boolean) => Promise<boolean>;
  readonly onFinish: (how: 'completed' | 'skipped') => void;
  readonly onChange: () => void;
}

/** Thanks, and a question that nobody has to answer. */
export function FollowUp({ view, at, configuration, onTick, onFinish, onChange }: FollowUpProps) {
  const { t } = usePad();
  const { grade } = view;
  const question = isBad(grade) ? 'bad' : grade === 'basically_satisfied' ? 'fair' : 'good';
  return (
    <main className="follow-up">
      <section className="follow-up-thanks" data-testid="thanks">
        <GradeFace grade={grade} />
        <p className="follow-up-title" role="status">
          {t('thanks.title')}
        </p>
        <p className="chosen">{t('thanks.chosen', { grade: t(`grade.${configuration.wording}.${grade}`) })}</p>
        <ChangeOffer left={view.changeLeft} at={at} onChange={onChange} />
      </section>
      <section className="follow-up-question">
        <h1>{t(`followUp.${question}`)}</h1>
        <p className="subject">{t('followUp.hint')}</p>
        <OptionChips options={configuration.followUpOptions} grade={grade} ticked={view.details} onTick={onTick} />
        <div className="follow-up-end">
          <Countdown
            text={(seconds) => t('followUp.left', { seconds })}
            left={view.left}
            at={at}
            of={configuration.rules.times.followUp}
          />
          <button type="button" className="quiet" data-testid="skip" onClick={() => onFinish('skipped')}>
            {t('followUp.skip')}
          </button>
          <button type="button" className="strong" data-testid="done" onClick={() => onFinish('completed')}>
            {t('followUp.done')}
          </button>
        </div>
      </section>
    </main>
  );
}
