import type { Fault } from '@pingjia/shared';
import { usePad } from './pad-context.ts';

/** One fault: what happened, what to do, and its code for whoever is called; nothing when there is none. */
export function FaultText({ fault }: { readonly fault: { readonly code: Fault['code'] } | null }) {
  const { t } = usePad();
  if (fault === null) return null;
  return (
    <small className="fault">
      {t(`fault.${fault.code}`)} <bdi className="code">{fault.code}</bdi>
    </small>
  );
}
