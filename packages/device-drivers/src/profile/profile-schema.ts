import { z } from 'zod';
import { keyMapSchema } from '../key-map.ts';
import { ledModes, phrases } from '../pad-command.ts';
import { labelFieldSchema, numberFieldSchema } from './field-schema.ts';
import { framingSchema, maxFrameBytes } from './framing-schema.ts';
import { choice, flag, hexBytes, whole } from './schema-parts.ts';
import { textEncodings } from './text-coder.ts';
import { patternFields } from './text-pattern.ts';

/** Commands that a profile can spell; others of a host go nowhere. `probe` asks who is there, `confirm` answers a press. */
export const profileCommands = [
  'probe',
  'confirm',
  'welcome',
  'arm',
  'disarm',
  'thank',
  'pause',
  'resume',
  'led',
  'say',
  'reset',
  'clock',
  'staff',
  'sign-out',
  'ticket',
  'speak',
  'notice',
] as const;
export type ProfileCommand = (typeof profileCommands)[number];

const text = (most: number, what: string) => {
  const error = `write a text of 1 to ${most} characters in quotes: ${what}`;
  return z.string({ error }).min(1, { error }).max(most, { error });
};

const messageSchema = z.strictObject(
  {
    means: choice(['press', 'alive', 'power-on', 'ack', 'other']),
    /** Text frames: an expression over the whole body, with groups such as (?<key>[1-5]). */
    match: text(300, 'an expression over the body, such as "K(?<key>[1-5])"').optional(),
    /** Groups of `match` that are hexadecimal. */
    hex: z.array(choice(patternFields)).max(patternFields.length).optional(),
    /** Binary frames: bytes that must be there. */
    where: z
      .array(
        z.strictObject({
          at: whole(0, maxFrameBytes - 1, 'the byte, counted from 0 at the frame’s first byte'),
          is: hexBytes(1, 16),
        }),
        { error: 'write a list such as: [{ at: 1, is: "4B" }]' },
      )
      .max(8)
      .optional(),
    size: whole(1, maxFrameBytes, 'the size of the whole frame in bytes').optional(),
    key: numberFieldSchema.optional(),
    address: numberFieldSchema.optional(),
    sequence: numberFieldSchema.optional(),
    boot: labelFieldSchema.optional(),
    serial: labelFieldSchema.optional(),
    firmware: labelFieldSchema.optional(),
    /** What is acknowledged, for logs. */
    of: text(24, 'the command it answers').optional(),
  },
  { error: 'write means, and what the frame looks like' },
);
export type MessageSpec = z.infer<typeof messageSchema>;

const templateSchema = z.union(
  [z.strictObject({ hex: z.string().max(600) }), z.strictObject({ text: z.string().max(300) })],
  { error: 'write { hex: "01 {address}" } or { text: "A,{address}" }' },
);
export type TemplateSpec = z.infer<typeof templateSchema>;

const valueSchema = z.union(
  [whole(0, 65_535, 'the value that the pad knows'), text(24, 'the word that the pad knows')],
  {
    error: 'write a number from 0 to 65535, or a word in quotes',
  },
);

const milliseconds = (most: number, what: string) => whole(0, most, `${what}, milliseconds`);

/** A pad family as data: what a technician can write down of a serial pad that nobody published. */
export const profileSchema = z.strictObject(
  {
    profile: z.literal(1, { error: 'write profile: 1, the version of this format' }),
    name: z
      .string({ error: 'write a name of small letters, digits and -, such as counter-five' })
      .regex(/^[a-z][a-z0-9-]{1,39}$/, { error: 'write a name of small letters, digits and -, such as counter-five' }),
    version: text(24, 'the version of this description, such as "1.0"'),
    about: z.string().max(2_000).optional(),
    transports: z
      .array(choice(['serial', 'socket', 'tcp']), { error: 'write a list such as [serial]' })
      .min(1, { error: 'write at least one of serial, socket, tcp' })
      .default(['serial', 'socket', 'tcp']),
    serial: z
      .strictObject({
        baud: whole(50, 4_000_000, 'bits per second').default(9_600),
        bits: z.union([z.literal(7), z.literal(8)], { error: 'write 7 or 8' }).default(8),
        parity: choice(['none', 'even', 'odd']).default('none'),
        stop: z.union([z.literal(1), z.literal(2)], { error: 'write 1 or 2' }).default(1),
      })
      .default({ baud: 9_600, bits: 8, parity: 'none', stop: 1 }),
    /** What the pad sends. */
    framing: framingSchema,
    /** What it is sent, where that is framed in another way. */
    sending: framingSchema.optional(),
    /** Pads that share a line; `?addr=` of the pad's address chooses one. */
    address: z
      .strictObject({
        default: whole(0, 255, 'the address unless another is configured').default(1),
        least: whole(0, 255, 'the lowest address').default(0),
        most: whole(0, 255, 'the highest address').default(255),
      })
      .optional(),
    /** The first that fits is taken. */
    messages: z.array(messageSchema, { error: 'write a list of messages, each with means' }).min(1).max(32),
    commands: z
      .partialRecord(choice(profileCommands), templateSchema, {
        error: 'write commands by name, such as arm: { hex: "…" }',
      })
      .default({}),
    /** Of the texts in commands. */
    encoding: choice(textEncodings).default('utf-8'),
    phrases: z.partialRecord(choice(phrases), valueSchema).default({}),
    modes: z.partialRecord(choice(ledModes), valueSchema).default({}),
    keys: keyMapSchema.optional(),
    /** Whether a press may count while nobody is awaited. */
    walkUp: flag('whether a press may count while nobody is awaited').default(true),
    timeouts: z
      .strictObject({
        /** How long the pad waits for a key after `arm`, and how long it may repeat a report. */
        answer: milliseconds(600_000, 'how long the pad waits for a key once armed').default(10_000),
        /** Silence after which half a frame is given up. */
        gap: milliseconds(10_000, 'the silence that ends half a frame').default(500),
        /** Between two commands. */
        between: milliseconds(10_000, 'the pause between two commands').default(0),
        /** The same key reported again within it is the same press; only for pads that do not number their presses. */
        repeat: milliseconds(60_000, 'how long the same key is the same press').default(200),
      })
      .default({ answer: 10_000, gap: 500, between: 0, repeat: 200 }),
  },
  { error: 'write a profile: name, version, framing, messages' },
);
export type Profile = z.infer<typeof profileSchema>;
