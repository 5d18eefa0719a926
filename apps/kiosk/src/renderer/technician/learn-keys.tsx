import type { Fault, GradeWording, LearningStep } from '@pingjia/shared';
import { useState } from 'react';
import { Countdown } from '../components/countdown.tsx';
import { FaultText } from '../components/fault-text.tsx';
import { GradeFace } from '../components/grade-face.tsx';
import { usePad } from '../components/pad-context.ts';
import type { ShownLearning } from '../session/screen-state.ts';
import { KeyTable } from './key-table.tsx';
import { learningRemark } from './learning-remark.ts';

export interface LearnKeysProps {
  readonly learning: ShownLearning;
  readonly wording: GradeWording;
  /** Why the step was not taken, null if it was. */
  readonly onStep: (step: LearningStep) => Promise<Fault | null>;
}

/** How long a button is waited for, milliseconds: the length of the countdown's line. */
const wait = 20_000;

/** Teaches a pad's keys: one button after the other, then the whole table to be confirmed. */
export function LearnKeys({ learning: { view, at }, wording, onStep }: LearnKeysProps) {
  const { t } = usePad();
  const [refusal, setRefusal] = useState<Fault | null>(null);
  const { asked } = view;
  const remark = learningRemark(view, (grade) => t(`grade.${wording}.${grade}`));
  const step = (which: LearningStep, className: string) => (
    <button
      type="button"
      className={className}
      data-testid={`learn-${which}`}
      onClick={async () => setRefusal(await onStep(which))}
    >
      {t(`learn.${which}`)}
    </button>
  );
  return (
    <main className="learn" data-testid="learn-keys" data-asked={asked}>
      <section className="learn-question">
        {asked === null ? (
          <>
            <h1>{t('learn.check')}</h1>
            <p className="learn-hint">{t('learn.checkHint')}</p>
          </>
        ) : (
          <>
            <h1>{t('learn.title')}</h1>
            <GradeFace grade={asked} />
            <p className="learn-grade">{t(`grade.${wording}.${asked}`)}</p>
            <p className="learn-hint">{t('learn.hint')}</p>
          </>
        )}
        <p className="learn-remark" role="status" data-tone={remark.tone}>
          {remark.key === null ? '' : t(remark.key, remark.values)}
        </p>
        {/* The remark says it better than the refusal that brought it. */}
        <FaultText fault={view.refusal?.reason === 'nothing-learnt' ? null : refusal} />
      </section>
      <section className="learn-table">
        <KeyTable map={view.heard} wording={wording} asked={asked} tried={view.tried} />
      </section>
      <div className="learn-end">
        {asked === null ? null : (
          <Countdown text={(seconds) => t('learn.left', { seconds })} left={view.left} at={at} of={wait} />
        )}
        {step('cancel', 'quiet')}
        {step('restart', 'quiet')}
        {asked === null ? step('confirm', 'strong') : step('skip', 'quiet')}
      </div>
    </main>
  );
}
