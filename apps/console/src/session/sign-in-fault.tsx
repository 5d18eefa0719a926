import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiFault } from '../api/api-fault.ts';
import { FaultNotice } from '../components/fault-notice.tsx';
import { createTimeFormat } from '../format/time-format.ts';
import { useServices } from '../services.tsx';

/** Why signing in failed; counts down where the server said how long to wait. */
export function SignInFault({ fault }: { readonly fault: ApiFault }) {
  const { t, i18n } = useTranslation();
  const { clock } = useServices();
  const [seconds, setSeconds] = useState(fault.retryAfterSeconds ?? 0);
  useEffect(() => {
    if (seconds <= 0) return;
    return clock.after(1_000, () => setSeconds(seconds - 1));
  }, [clock, seconds]);
  const wait = createTimeFormat(i18n.language).duration(seconds * 1_000);
  return <FaultNotice fault={fault}>{seconds > 0 && <div role="timer">{t('signIn.wait', { wait })}</div>}</FaultNotice>;
}
