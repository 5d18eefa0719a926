import { type Grade, type GradeWording, grades, type KeyMap } from '@pingjia/shared';
import { GradeFace } from '../components/grade-face.tsx';
import { usePad } from '../components/pad-context.ts';

export interface KeyTableProps {
  readonly map: KeyMap;
  readonly wording: GradeWording;
  /** The grade that is being asked for. */
  readonly asked?: Grade | null;
  /** The grade of the button that was pressed last. */
  readonly tried?: Grade | null;
}

/** The five grades, best first, each with the key that means it. */
export function KeyTable({ map, wording, asked = null, tried = null }: KeyTableProps) {
  const { t } = usePad();
  const isOpen = asked !== null;
  return (
    <ol className="key-table">
      {grades.map((grade, index) => {
        const key = keyOf(map, grade);
        const isAhead = isOpen && key === null && index >= grades.indexOf(asked);
        return (
          <li key={grade} data-testid={`key-${grade}`} data-asked={grade === asked} data-tried={grade === tried}>
            <GradeFace grade={grade} />
            <span className="key-grade">{t(`grade.${wording}.${grade}`)}</span>
            <span className="key-code">
              {key === null ? t(isAhead ? 'learn.notYet' : 'learn.noKey') : t('learn.key', { key })}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** The key that means a grade; null if none does. */
export function keyOf(map: KeyMap, grade: Grade): string | null {
  return Object.keys(map).find((key) => map[key] === grade) ?? null;
}
