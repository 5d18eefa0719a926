import { expect, test } from 'vitest';
import { followUpOptionSchema, followUpOptions } from './follow-up-option.ts';
import { grades, toPlatformCode } from './grade.ts';

test('every option is well formed, its code unique and its first digit the platform code of its grade', () => {
  for (const option of followUpOptions) {
    expect(followUpOptionSchema.safeParse(option).success).toBe(true);
    expect(option.code[0]).toBe(toPlatformCode(option.grade));
  }
  expect(new Set(followUpOptions.map(({ code }) => code)).size).toBe(followUpOptions.length);
});

test('each grade has eight options, three of them its core', () => {
  for (const grade of grades) {
    const own = followUpOptions.filter((option) => option.grade === grade);
    expect([own.length, own.filter(({ core }) => core).length]).toEqual([8, 3]);
  }
});
