import { describe, expect, test } from 'vitest';
import { gradeSchema, grades, isBad, toPlatformCode, toStandardCode } from './grade.ts';

describe('grade', () => {
  test('the last two of five are bad', () => {
    expect(grades.map((grade) => isBad(grade))).toEqual([false, false, false, true, true]);
  });

  test('the platform counts 5 as the best, GB/T 39046-2020 A.8 counts 1', () => {
    expect(grades.map((grade) => toPlatformCode(grade))).toEqual(['5', '4', '3', '2', '1']);
    expect(grades.map((grade) => toStandardCode(grade))).toEqual(['1', '2', '3', '4', '5']);
  });

  test('a digit is no grade', () => {
    for (const value of ['5', '1', 5, '', 'good', null]) expect(gradeSchema.safeParse(value).success).toBe(false);
  });
});
