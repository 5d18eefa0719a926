import { type Fault, isPhone, remarkLimits } from '@pingjia/shared';
import { useState } from 'react';
import { FaultText } from './fault-text.tsx';
import { usePad } from './pad-context.ts';

export interface PhonePadProps {
  /** Why the host did not take it; null if it did. */
  readonly onLeave: (phone: string) => Promise<Fault | null>;
  readonly onCancel: () => void;
  /** Somebody is typing. */
  readonly onBusy: () => void;
}

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '0'] as const;

/** Keys for a phone number. The number lives in this component alone: closed, it is gone. */
export function PhonePad({ onLeave, onCancel, onBusy }: PhonePadProps) {
  const { t } = usePad();
  const [phone, setPhone] = useState('');
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<Fault | null>(null);

  function type(next: string): void {
    onBusy();
    setRefusal(null);
    setPhone(next.slice(0, remarkLimits.phone));
  }
  async function leave(): Promise<void> {
    setSending(true);
    setRefusal(await onLeave(phone));
    setSending(false);
  }

  return (
    <>
      <h1>{t('phone.title')}</h1>
      <p className="subject">{t('phone.hint')}</p>
      <div className="phone-pad" data-testid="phone-pad">
        <output className="phone-number" dir="ltr" aria-label={t('phone.number')} data-testid="phone-number">
          {phone}
        </output>
        <div className="phone-keys" dir="ltr" role="group" aria-label={t('phone.keys')}>
          {keys.map((key) => (
            <button
              key={key}
              type="button"
              className="phone-key"
              data-testid={`phone-key-${key}`}
              onClick={() => type(phone + key)}
            >
              {key}
            </button>
          ))}
          <button
            type="button"
            className="phone-key"
            data-testid="phone-back"
            aria-label={t('phone.erase')}
            onClick={() => type(phone.slice(0, -1))}
          >
            ⌫
          </button>
        </div>
        <FaultText fault={refusal} />
      </div>
      <div className="follow-up-end">
        <button type="button" className="quiet" data-testid="phone-cancel" onClick={onCancel}>
          {t('phone.cancel')}
        </button>
        <button
          type="button"
          className="strong"
          data-testid="phone-leave"
          disabled={!isPhone(phone) || isSending}
          onClick={leave}
        >
          {t('phone.leave')}
        </button>
      </div>
    </>
  );
}
