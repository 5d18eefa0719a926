import { z } from 'zod';
import { maxFrameBytes } from './framing-schema.ts';
import { choice, whole } from './schema-parts.ts';

const at = whole(0, maxFrameBytes - 1, 'the byte it begins at, counted from 0 at the frame’s first byte');

/** A number in a binary frame. */
export const numberFieldSchema = z.strictObject(
  {
    at,
    size: whole(1, 4, 'how many bytes it has').default(1),
    endian: choice(['big', 'little']).default('big'),
    /** `bit`: exactly one bit is set, and its place counts, 1 for the lowest. `decimal`, `hex`: digits in ASCII. */
    as: choice(['number', 'bit', 'decimal', 'hex']).default('number'),
    mask: whole(1, 0xff, 'the bits that belong to it, such as 0x0F').optional(),
  },
  { error: 'write where it is, such as: { at: 3 }' },
);
export type NumberField = z.infer<typeof numberFieldSchema>;

/** A label in a binary frame, such as a serial number. */
export const labelFieldSchema = z.strictObject(
  { at, size: whole(1, 24, 'how many bytes it has'), as: choice(['text', 'hex']).default('text') },
  { error: 'write where it is, such as: { at: 3, size: 8 }' },
);
export type LabelField = z.infer<typeof labelFieldSchema>;
