import { usePad } from './pad-context.ts';
import { useSecondsLeft } from './use-seconds-left.ts';

export interface ChangeOfferProps {
  /** Milliseconds left at monotonic time `at`. */
  readonly left: number;
  readonly at: number;
  readonly onChange: () => void;
}

/** A quiet way back for who touched the wrong grade; gone when its time is over, its room stays. */
export function ChangeOffer({ left, at, onChange }: ChangeOfferProps) {
  const { t } = usePad();
  const seconds = useSecondsLeft(left, at);
  return (
    <div className="change-offer">
      {seconds === 0 ? null : (
        <>
          <button type="button" className="quiet" data-testid="change" onClick={onChange}>
            {t('thanks.change')}
          </button>
          <span className="change-left" aria-hidden="true">
            {t('thanks.changeLeft', { seconds })}
          </span>
        </>
      )}
    </div>
  );
}
