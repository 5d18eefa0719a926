import type { PadReport } from '@pingjia/shared';
import { FaultText } from '../components/fault-text.tsx';
import { usePad } from '../components/pad-context.ts';

/** One pad in the list: where it is, how it does, what to do; touched, it opens. */
export function PadEntry({ pad, onOpen }: { readonly pad: PadReport; readonly onOpen: () => void }) {
  const { t } = usePad();
  return (
    <button
      type="button"
      className="pad-entry"
      data-testid={`pad-${pad.address}`}
      data-ill={pad.fault !== null}
      onClick={onOpen}
    >
      <span className="pad-entry-text">
        <span className="pad-entry-name">
          <bdi>{pad.padId ?? pad.address}</bdi>
          <span className="pad-state">{t(`pad.state.${pad.state}`)}</span>
        </span>
        {pad.padId === null ? null : (
          <small>
            <bdi>{pad.address}</bdi>
          </small>
        )}
        <FaultText fault={pad.fault} />
      </span>
      <span className="pad-entry-open">{t('technician.open')}</span>
    </button>
  );
}
