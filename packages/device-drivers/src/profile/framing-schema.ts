import { z } from 'zod';
import { crcPresets } from './crc.ts';
import { choice, flag, hexBytes, whole } from './schema-parts.ts';

/** Longest frame of any profile, bytes. */
export const maxFrameBytes = 256;

const plainNames = ['xor', 'sum8', 'twos-complement', 'ones-complement', 'sum16'] as const;
const crcNames = Object.keys(crcPresets) as (keyof typeof crcPresets)[];

const crcSchema = z.strictObject({
  width: z.union([z.literal(8), z.literal(16)], { error: 'write 8 or 16' }),
  poly: whole(1, 0xffff, 'the polynomial without its top bit, such as 0x1021'),
  init: whole(0, 0xffff, 'the initial value, such as 0xFFFF'),
  refin: flag('whether each byte is taken lowest bit first'),
  refout: flag('whether the result is reversed'),
  xorout: whole(0, 0xffff, 'what the result is XORed with, such as 0x0000'),
});

const checksumSchema = z.strictObject({
  algorithm: z.union([z.enum([...plainNames, ...crcNames]), crcSchema], {
    error: `write one of: ${[...plainNames, ...crcNames].join(', ')}; or width, poly, init, refin, refout and xorout of a CRC`,
  }),
  /** Its first byte; negative: from the frame's end. Unless told, the frame's last bytes before its end bytes. */
  at: whole(-16, maxFrameBytes, 'the first byte of the checksum, negative from the end').optional(),
  from: whole(0, maxFrameBytes, 'the first byte that it covers').default(0),
  /** The byte after the last one covered; negative: from the end. Its own place unless told. */
  to: whole(-16, maxFrameBytes, 'the byte after the last one that it covers, negative from the end').optional(),
  endian: choice(['big', 'little']).default('big'),
  as: choice(['binary', 'hex', 'hex-lower']).default('binary'),
});
export type ChecksumSpec = z.infer<typeof checksumSchema>;

const max = whole(2, maxFrameBytes, 'the longest frame in bytes, all of it counted');

/** How bytes become frames. Offsets count from 0, the frame's first byte. */
export const framingSchema = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({
      kind: z.literal('delimiter'),
      start: hexBytes(1, 4).optional(),
      end: hexBytes(1, 4),
      max,
      checksum: checksumSchema.optional(),
    }),
    z.strictObject({
      kind: z.literal('fixed'),
      header: hexBytes(1, 8).optional(),
      size: whole(1, maxFrameBytes, 'the size of every frame in bytes, all of it counted'),
      checksum: checksumSchema.optional(),
    }),
    z.strictObject({
      kind: z.literal('length'),
      header: hexBytes(1, 8),
      at: whole(0, 16, 'the first byte of the length field'),
      size: whole(1, 2, 'how many bytes the length field has').default(1),
      endian: choice(['big', 'little']).default('big'),
      /** `frame`: all bytes; `after`: those after the field; `body`: those after it without the checksum. */
      counts: choice(['frame', 'after', 'body']),
      /** Added to what is counted. */
      plus: whole(-16, 16, 'what the length is larger than what it counts').default(0),
      max,
      checksum: checksumSchema.optional(),
    }),
  ],
  { error: 'write kind: delimiter, kind: fixed or kind: length' },
);
export type FramingSpec = z.infer<typeof framingSchema>;
