import { type FollowUpOption, type Grade, pickText } from '@pingjia/shared';
import { useState } from 'react';
import { CheckMark } from './icons.tsx';
import { usePad } from './pad-context.ts';

export interface OptionChipsProps {
  readonly options: readonly FollowUpOption[];
  readonly grade: Grade;
  /** The codes that the host has ticked. */
  readonly ticked: readonly string[];
  /** Whether the host took it. */
  readonly onTick: (code: string, ticked: boolean) => Promise<boolean>;
}

/** A grade's details to tick, core ones first. A touch shows at once, and is taken back if the host refuses it. */
export function OptionChips({ options, grade, ticked, onTick }: OptionChipsProps) {
  const { language } = usePad();
  const [touched, setTouched] = useState<Readonly<Record<string, boolean>>>({});
  const own = options.filter((option) => option.grade === grade);
  const ordered = [...own.filter(({ core }) => core), ...own.filter(({ core }) => !core)];

  async function tick(code: string, isTicked: boolean): Promise<void> {
    setTouched((before) => ({ ...before, [code]: isTicked }));
    if (await onTick(code, isTicked)) return;
    setTouched((before) => ({ ...before, [code]: !isTicked }));
  }

  return (
    <div className="chips" role="group">
      {ordered.map(({ code, text }) => {
        const isTicked = touched[code] ?? ticked.includes(code);
        return (
          <button
            key={code}
            type="button"
            className="chip"
            data-testid={`follow-up-${code}`}
            aria-pressed={isTicked}
            onClick={() => tick(code, !isTicked)}
          >
            <span className="chip-box">
              <CheckMark />
            </span>
            <span className="chip-text clamp">{pickText(text, language)}</span>
          </button>
        );
      })}
    </div>
  );
}
