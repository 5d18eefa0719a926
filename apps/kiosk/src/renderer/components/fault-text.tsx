import type { Fault } from '@pingjia/shared';
import { usePad } from './pad-context.ts';

interface FaultShown {
  readonly code: Fault['code'];
  readonly detail?: string | undefined;
}

/** One fault: what happened, what to do, its code and what is particular to this case; nothing when there is none. */
export function FaultText({ fault }: { readonly fault: FaultShown | null }) {
  const { t } = usePad();
  if (fault === null) return null;
  return (
    <small className="fault">
      {t(`fault.${fault.code}`)} <bdi className="code">{[fault.code, fault.detail].filter(Boolean).join(': ')}</bdi>
    </small>
  );
}
