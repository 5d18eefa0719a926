import { createHash, randomInt } from 'node:crypto';
import { enrollmentCodeSchema } from '@pingjia/shared';

/** Crockford's base 32: no I, L, O, U, so that a code survives being read aloud. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const groups = 4;
const groupLength = 4;

/** Milliseconds a code can be used. */
export const codeLifetime = 7 * 24 * 3_600_000;

/** A new code of 80 random bits, from the operating system: it is a secret until it is used. */
export function newEnrollmentCode(): string {
  const group = () => Array.from({ length: groupLength }, () => alphabet[randomInt(alphabet.length)]).join('');
  return Array.from({ length: groups }, group).join('-');
}

/** What is stored of a code, or null if the text cannot be one. */
export function hashEnrollmentCode(code: string): Buffer | null {
  const parsed = enrollmentCodeSchema.safeParse(code);
  return parsed.success ? createHash('sha256').update(`pingjia-enrollment ${parsed.data}`).digest() : null;
}
