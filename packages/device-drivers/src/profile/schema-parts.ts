import { z } from 'zod';
import { parseHexBytes } from './hex-bytes.ts';

// Every error text is the part of a sentence that says what to write instead.

export function whole(least: number, most: number, what: string): z.ZodInt {
  const error = `write a whole number from ${least} to ${most}: ${what}`;
  return z.int({ error }).min(least, { error }).max(most, { error });
}

export function choice<const T extends readonly [string, ...string[]]>(values: T): z.ZodEnum<{ [K in T[number]]: K }> {
  return z.enum(values, { error: `write one of: ${values.join(', ')}` });
}

export function flag(what: string): z.ZodBoolean {
  return z.boolean({ error: `write true or false: ${what}` });
}

/** Hexadecimal bytes in quotes; their number is limited. */
export function hexBytes(least: number, most: number) {
  const error = `write ${least} to ${most} bytes as hexadecimal pairs in quotes, such as "AA 55"`;
  return z.string({ error }).transform((text, context) => {
    const bytes = parseHexBytes(text);
    if (bytes !== undefined && bytes.length >= least && bytes.length <= most) return bytes;
    context.addIssue({ code: 'custom', message: error });
    return z.NEVER;
  });
}
