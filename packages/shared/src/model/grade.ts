import { z } from 'zod';

/**
 * The five grades of the policy (State Council Office [2019] 51, III(1)), best first. Stored by name, never as a digit:
 * GB/T 39046-2020 A.8 counts 1 as the best, the platform interface in use counts 5 as the best.
 */
export const grades = [
  'very_satisfied',
  'satisfied',
  'basically_satisfied',
  'dissatisfied',
  'very_dissatisfied',
] as const;

export const gradeSchema = z.enum(grades);
export type Grade = z.infer<typeof gradeSchema>;

/** The last two grades are bad evaluations (差评) and start a rectification. */
export function isBad(grade: Grade): boolean {
  return grade === 'dissatisfied' || grade === 'very_dissatisfied';
}

/** Platform interface code: '5' is the best. */
export function toPlatformCode(grade: Grade): string {
  return String(5 - grades.indexOf(grade));
}

/** GB/T 39046-2020 A.8 code: '1' is the best. */
export function toStandardCode(grade: Grade): string {
  return String(grades.indexOf(grade) + 1);
}

/** The two wordings that the policy allows for the same five grades. */
export const gradeWordings = ['satisfaction', 'quality'] as const;
export const gradeWordingSchema = z.enum(gradeWordings);
export type GradeWording = z.infer<typeof gradeWordingSchema>;
