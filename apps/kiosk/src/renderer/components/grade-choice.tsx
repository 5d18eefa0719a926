import { type Grade, type GradeWording, grades } from '@pingjia/shared';
import { GradeFace } from './grade-face.tsx';
import { usePad } from './pad-context.ts';

export interface GradeChoiceProps {
  readonly wording: GradeWording;
  /** The grade touched and not yet answered by the host. */
  readonly pressed: Grade | null;
  /** The grade that stands so far. */
  readonly chosen: Grade | null;
  readonly onPress: (grade: Grade) => void;
}

/** The five grades, best first. */
export function GradeChoice({ wording, pressed, chosen, onPress }: GradeChoiceProps) {
  const { t } = usePad();
  return (
    <div className="grades" role="group" aria-label={t('rating.grades')}>
      {grades.map((grade) => (
        <button
          key={grade}
          type="button"
          className="grade"
          data-testid={`grade-${grade}`}
          data-pressed={pressed === grade}
          data-chosen={chosen === grade}
          data-waiting={pressed !== null && pressed !== grade}
          onClick={() => onPress(grade)}
        >
          <GradeFace grade={grade} />
          <span className="grade-text">{t(`grade.${wording}.${grade}`)}</span>
        </button>
      ))}
    </div>
  );
}
