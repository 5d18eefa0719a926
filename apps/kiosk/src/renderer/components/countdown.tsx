import type { CSSProperties } from 'react';
import { usePad } from './pad-context.ts';
import { useSecondsLeft } from './use-seconds-left.ts';

export interface CountdownProps {
  readonly text: (seconds: number) => string;
  /** Milliseconds left at monotonic time `at`. */
  readonly left: number;
  readonly at: number;
  /** Milliseconds of the whole span, for the length of the line. */
  readonly of: number;
}

/** Time that runs out, shown quietly: a line that shortens and a number. Not announced: it would talk without end. */
export function Countdown({ text, left, at, of }: CountdownProps) {
  const { clock } = usePad();
  const seconds = useSecondsLeft(left, at);
  const line: CSSProperties & Record<`--${string}`, string> = {
    '--from': String(Math.min(1, left / of)),
    '--left': `${left}ms`,
    '--passed': `${Math.round(at - clock.monotonic())}ms`,
  };
  return (
    <div className="countdown" aria-hidden="true">
      <div className="countdown-track">
        <div key={`${at}`} className="countdown-line" style={line} />
      </div>
      <span className="countdown-text">{text(seconds)}</span>
    </div>
  );
}
