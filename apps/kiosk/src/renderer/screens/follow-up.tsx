import { type DeviceConfiguration, type Fault, isBad } from '@pingjia/shared';
import { useState } from 'react';
import { ChangeOffer } from '../components/change-offer.tsx';
import { Countdown } from '../components/countdown.tsx';
import { GradeFace } from '../components/grade-face.tsx';
import { OptionChips } from '../components/option-chips.tsx';
import { usePad } from '../components/pad-context.ts';
import { PhonePad } from '../components/phone-pad.tsx';
import type { ViewOf } from './view-of.ts';

export interface FollowUpProps {
  readonly view: ViewOf<'followUp'>;
  readonly at: number;
  readonly configuration: DeviceConfiguration;
  readonly onTick: (code: string, ticked: boolean) => Promise<boolean>;
  readonly onFinish: (how: 'completed' | 'skipped') => void;
  readonly onChange: () => void;
  /** Why the host did not take the phone number; null if it did. */
  readonly onPhone: (phone: string) => Promise<Fault | null>;
  readonly onBusy: () => void;
}

/** Thanks, and a question that nobody has to answer. */
export function FollowUp(props: FollowUpProps) {
  const { view, at, configuration, onChange, onPhone, onBusy } = props;
  const { t } = usePad();
  const [phone, setPhone] = useState<'offered' | 'typed' | 'left'>('offered');
  const { grade } = view;
  const leave = async (number: string) => {
    const refused = await onPhone(number);
    if (refused === null) setPhone('left');
    return refused;
  };
  return (
    <main className="follow-up">
      <section className="follow-up-thanks" data-testid="thanks">
        <GradeFace grade={grade} />
        <p className="follow-up-title" role="status">
          {t('thanks.title')}
        </p>
        <p className="chosen">{t('thanks.chosen', { grade: t(`grade.${configuration.wording}.${grade}`) })}</p>
        <ChangeOffer left={view.changeLeft} at={at} onChange={onChange} />
        <PhoneOffer phone={phone} onType={() => setPhone('typed')} />
      </section>
      <section className="follow-up-question">
        {phone === 'typed' ? (
          <PhonePad onLeave={leave} onCancel={() => setPhone('offered')} onBusy={onBusy} />
        ) : (
          <Question {...props} />
        )}
      </section>
    </main>
  );
}

interface PhoneOfferProps {
  readonly phone: 'offered' | 'typed' | 'left';
  readonly onType: () => void;
}

/** Beside the question and out of its way. */
function PhoneOffer({ phone, onType }: PhoneOfferProps) {
  const { t } = usePad();
  if (phone === 'typed') return null;
  if (phone === 'offered') {
    return (
      <button type="button" className="phone-offer" data-testid="phone-offer" onClick={onType}>
        {t('phone.offer')}
      </button>
    );
  }
  return (
    <p className="phone-offer" role="status" data-testid="phone-left">
      {t('phone.left')}
    </p>
  );
}

function Question({ view, at, configuration, onTick, onFinish }: FollowUpProps) {
  const { t } = usePad();
  const { grade } = view;
  const question = isBad(grade) ? 'bad' : grade === 'basically_satisfied' ? 'fair' : 'good';
  return (
    <>
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
    </>
  );
}
