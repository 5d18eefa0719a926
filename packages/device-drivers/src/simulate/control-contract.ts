import { parseJson } from '@pingjia/shared';
import { z } from 'zod';
import { parseHexBytes } from '../profile/hex-bytes.ts';

/** Longest control line, bytes. */
export const maxControlBytes = 4_096;

const key = z.int().min(0).max(255);
const yes = z.literal(true);

/** What a simulated pad can be told: one JSON object a line. */
export const controlRequestSchema = z.union([
  z.strictObject({
    press: key,
    times: z.int().min(1).max(60_000).default(1),
    /** Milliseconds from one press to the next. */
    everyMs: z.number().min(0).max(60_000).default(0),
  }),
  z.strictObject({ hold: key }),
  z.strictObject({ release: key }),
  z.strictObject({ bounce: key, times: z.int().min(1).max(1_000).default(5) }),
  z.strictObject({ stickKey: key }),
  z.strictObject({ unplug: yes }),
  z.strictObject({ plug: yes }),
  z.strictObject({ brownOut: yes }),
  /** Noise in hexadecimal. */
  z.strictObject({ garble: z.string().refine((text) => (parseHexBytes(text)?.length ?? 0) > 0) }),
  z.strictObject({ mute: yes }),
  z.strictObject({ unmute: yes }),
  /** Milliseconds. */
  z.strictObject({ lateReply: z.int().min(0).max(600_000) }),
  z.strictObject({ wrongChecksum: yes }),
  z.strictObject({ state: yes }),
]);
export type ControlRequest = z.input<typeof controlRequestSchema>;
export type ParsedControlRequest = z.output<typeof controlRequestSchema>;

/** The keys a family's pads have. */
export interface KeyRange {
  readonly least: number;
  readonly most: number;
}

const requestForms = ({ least, most }: KeyRange): string =>
  `{"press":${least}-${most},"times":…,"everyMs":…}, {"unplug":true}, {"plug":true} or {"state":true}; ` +
  'or hold, release, bounce, stickKey with a key, brownOut, mute, unmute, wrongChecksum with true, ' +
  'lateReply with milliseconds, garble with hexadecimal bytes';

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
export function parseControlLine(line: string, keys: KeyRange): ParsedControlRequest | string {
  const input = parseJson(line);
  if (input === undefined) return `not JSON; send ${requestForms(keys)}`;
  const parsed = controlRequestSchema.safeParse(input);
  const named = parsed.success ? keyOf(parsed.data) : null;
  const possible = named === null || (named >= keys.least && named <= keys.most);
  return parsed.success && possible ? parsed.data : `not a request; send ${requestForms(keys)}`;
}

function keyOf(request: ParsedControlRequest): number | null {
  if ('press' in request) return request.press;
  if ('hold' in request) return request.hold;
  if ('release' in request) return request.release;
  if ('bounce' in request) return request.bounce;
  return 'stickKey' in request ? request.stickKey : null;
}
