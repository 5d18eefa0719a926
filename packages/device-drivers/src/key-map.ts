import { err, type Grade, type KeyMap, keyMapSchema, ok, type Result } from '@pingjia/shared';
import { z } from 'zod';

export { type KeyMap, keyMapSchema };

/** Five keys, the right-most (5) the best: what the platform interface counts by. */
export const defaultKeyMap: KeyMap = {
  5: 'very_satisfied',
  4: 'satisfied',
  3: 'basically_satisfied',
  2: 'dissatisfied',
  1: 'very_dissatisfied',
};

/** Reads a key map from configuration; the error is a sentence for whoever wrote it. */
export function parseKeyMap(input: unknown): Result<KeyMap, string> {
  const parsed = keyMapSchema.safeParse(input);
  return parsed.success ? ok(parsed.data) : err(z.prettifyError(parsed.error));
}

/** Null for a key without a meaning: it is to be refused and logged. */
export function gradeOfKey(map: KeyMap, key: number): Grade | null {
  return Object.hasOwn(map, String(key)) ? (map[String(key)] ?? null) : null;
}
