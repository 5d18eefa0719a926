import { ledModes, phrases } from '../pad-command.ts';
import { type Field, integer, oneOf, pattern } from './field.ts';

/** Every pad at once; host → pad only. */
export const everyPad = 'FF';

/** Commands that a pad acknowledges. */
export const acknowledgedVerbs = ['ARM', 'THANK', 'LED', 'SAY', 'RESET'] as const;

/** Longest time a pad stays armed, seconds; 0 disarms it. */
export const maxArmSeconds = 999;

const onePad = pattern(/^(?:0[1-9A-F]|[1-9A-E][0-9A-F]|F[0-9A-E])$/);
const onePadOrAll = pattern(/^(?:0[1-9A-F]|[1-9A-F][0-9A-F])$/);
const boot = pattern(/^[0-9A-F]{4}$/);
const count = integer(0, 65_535);
const key = integer(1, 9);
const label = pattern(/^[A-Za-z0-9._-]{1,24}$/);

/** What a pad says: its verbs, and their fields in the order of the line. */
export const padMessageFields = {
  KEY: { address: onePad, boot, count, key },
  PONG: { address: onePad, firmware: label, serialNumber: label },
  ACK: { address: onePad, verb: oneOf(acknowledgedVerbs) },
  HELLO: { address: onePad, boot, firmware: label, serialNumber: label },
} as const;

/** What the host says. */
export const hostMessageFields = {
  GOT: { address: onePadOrAll, boot, count },
  ARM: { address: onePadOrAll, seconds: integer(0, maxArmSeconds) },
  THANK: { address: onePadOrAll },
  LED: { address: onePadOrAll, key, mode: oneOf(ledModes) },
  SAY: { address: onePadOrAll, phrase: oneOf(phrases) },
  PING: { address: onePadOrAll },
  RESET: { address: onePadOrAll },
} as const;

export type MessageTable = Readonly<Record<string, Readonly<Record<string, Field<never>>>>>;

type FieldValue<F> = F extends Field<infer T> ? T : never;

/** The messages of a table: one shape a verb. */
export type MessageOf<T> = {
  readonly [V in keyof T]: { readonly type: V } & { readonly [N in keyof T[V]]: FieldValue<T[V][N]> };
}[keyof T];

export type PadMessage = MessageOf<typeof padMessageFields>;
export type HostMessage = MessageOf<typeof hostMessageFields>;

export function isPadAddress(text: string): boolean {
  return onePad.read(text) !== undefined;
}
