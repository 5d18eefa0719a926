import { z } from 'zod';

/** Longest control line, bytes. */
export const maxControlBytes = 4_096;

/** What a simulated pad can be told: one JSON object a line. */
export const controlRequestSchema = z.union([
  z.strictObject({
    press: z.int().min(1).max(9),
    times: z.int().min(1).max(60_000).default(1),
    /** Milliseconds from one press to the next. */
    everyMs: z.number().min(0).max(60_000).default(0),
  }),
  z.strictObject({ unplug: z.literal(true) }),
  z.strictObject({ plug: z.literal(true) }),
  z.strictObject({ state: z.literal(true) }),
]);
export type ControlRequest = z.input<typeof controlRequestSchema>;
export type ParsedControlRequest = z.output<typeof controlRequestSchema>;

const requestForms = '{"press":1-9,"times":…,"everyMs":…}, {"unplug":true}, {"plug":true} or {"state":true}';

/** The answer, one line each. `acknowledged`: presses the host has said are on disk. */
export const controlAnswerSchema = z.union([
  z.looseObject({ ok: z.literal(true), pressed: z.int().optional(), acknowledged: z.int().optional() }),
  z.looseObject({
    ok: z.literal(false),
    error: z.string(),
    pressed: z.int().optional(),
    acknowledged: z.int().optional(),
  }),
]);
export type ControlAnswer = z.infer<typeof controlAnswerSchema>;

/** The request in a line, or a sentence on what is wrong with it. */
export function parseControlLine(line: string): ParsedControlRequest | string {
  let input: unknown;
  try {
    input = JSON.parse(line);
  } catch {
    return `not JSON; send ${requestForms}`;
  }
  const parsed = controlRequestSchema.safeParse(input);
  return parsed.success ? parsed.data : `not a request; send ${requestForms}`;
}
