import { z } from 'zod';
import { uuidSchema } from '../ids.ts';

/** Stable name of a pad on its host: family, serial number and address. */
export const padIdSchema = z.string().min(1).max(120);

/** A press of a pad's button. (boot, count) names the press: the same pair is the same press. */
export const padPressSchema = z.object({
  kind: z.literal('pad'),
  padId: padIdSchema,
  /** Drawn by the pad at each power-on; 4 hex digits on pingjia-line. */
  boot: z.string().max(32),
  /** 0–65535, one up per press, wraps. */
  count: z.int().min(0).max(65_535),
  /** The key as the pad names it, before any key map. */
  key: z.int().min(0).max(255),
});

/** A touch of the screen. Sent again after a crash it carries the same pressId. */
export const touchPressSchema = z.object({ kind: z.literal('touch'), pressId: uuidSchema });

export const pressSourceSchema = z.discriminatedUnion('kind', [padPressSchema, touchPressSchema]);
export type PressSource = z.infer<typeof pressSourceSchema>;
export type PadPress = z.infer<typeof padPressSchema>;

/** One text per physical press, however often it is reported. */
export function pressKey(source: PressSource): string {
  return source.kind === 'touch' ? `touch ${source.pressId}` : `pad ${source.padId} ${source.boot} ${source.count}`;
}

/** Whether both name one physical press. */
export function isSamePress(one: PressSource, other: PressSource): boolean {
  if (one.kind === 'touch' || other.kind === 'touch') return pressKey(one) === pressKey(other);
  return one.boot === other.boot && one.count === other.count && isSamePad(one.padId, other.padId);
}

/** A pad that has not said who it is goes by its profile and address alone. */
export function isSamePad(one: string, other: string): boolean {
  return one === other || standsFor(one, other) || standsFor(other, one);
}

function standsFor(nameless: string, padId: string): boolean {
  const [, profile, unit] = /^([^:]*):unknown:(.*)$/s.exec(nameless) ?? [];
  return profile !== undefined && padId.startsWith(`${profile}:`) && padId.endsWith(`:${unit}`);
}
