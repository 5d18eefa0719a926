import type { LearningRefusal, LearntKey } from '../learn/learn-key-map.ts';

export function describeRefusal(refusal: LearningRefusal): string {
  switch (refusal.reason) {
    case 'duplicate':
      return `Key ${refusal.key} is taken: it means ${refusal.grade} already. Either that button was pressed again, or two buttons send one code: such a pad cannot be used.`;
    case 'timeout':
      return 'No button was pressed in time. Press it firmly; if nothing arrives, look with "monitor".';
    case 'foreign':
      return `Key ${refusal.key} is none of the buttons that were asked for: it means no grade.`;
    case 'nothing-learnt':
      return 'No button was learnt, so there is no map to keep.';
  }
}

/** Grades beside the keys that mean them, as a table to print and sign. */
export function showKeyTable(learnt: readonly LearntKey[]): readonly string[] {
  const width = Math.max('grade'.length, ...learnt.map(({ grade }) => grade.length));
  const row = (grade: string, key: string): string => `  ${grade.padEnd(width)}  ${key}`;
  return [row('grade', 'key'), ...learnt.map(({ grade, key }) => row(grade, key === null ? 'none' : String(key)))];
}
