import type { GradeWording } from '@pingjia/shared';
import { ChangeOffer } from '../components/change-offer.tsx';
import { GradeFace } from '../components/grade-face.tsx';
import { usePad } from '../components/pad-context.ts';
import type { ViewOf } from './view-of.ts';

export interface ThanksProps {
  readonly view: ViewOf<'rated' | 'thanks'>;
  readonly at: number;
  readonly wording: GradeWording;
  readonly onChange: () => void;
}

/** The press is on disk: only now thanks are said. */
export function Thanks({ view, at, wording, onChange }: ThanksProps) {
  const { t } = usePad();
  return (
    <main className="thanks" data-testid="thanks">
      <GradeFace grade={view.grade} />
      <div role="status">
        <h1>{t('thanks.title')}</h1>
      </div>
      <p className="chosen">{t('thanks.chosen', { grade: t(`grade.${wording}.${view.grade}`) })}</p>
      <ChangeOffer left={view.changeLeft} at={at} onChange={onChange} />
    </main>
  );
}
