import { parseJson, uuidSchema } from '@pingjia/shared';
import { z } from 'zod';

/** The place of one row in the order of acceptance, as a tuple. */
const cursorSchema = z.tuple([
  z
    .string()
    .regex(/^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?\+00$/)
    .refine(isMoment),
  uuidSchema,
  uuidSchema,
  z.int().min(0),
]);

export interface Cursor {
  readonly acceptedAt: string;
  readonly deviceId: string;
  readonly epoch: string;
  readonly seq: number;
}

export function encodeCursor({ acceptedAt, deviceId, epoch, seq }: Cursor): string {
  return Buffer.from(JSON.stringify([acceptedAt, deviceId, epoch, seq])).toString('base64url');
}

/** Null for what encodeCursor never wrote. */
export function decodeCursor(text: string): Cursor | null {
  const parsed = cursorSchema.safeParse(parseJson(Buffer.from(text, 'base64url').toString('utf8')));
  if (!parsed.success) return null;
  const [acceptedAt, deviceId, epoch, seq] = parsed.data;
  return { acceptedAt, deviceId, epoch, seq };
}

/** Whether such a moment exists: PostgreSQL refuses February 30th. */
function isMoment(text: string): boolean {
  const [year = '', rest = ''] = text.split(/-(.*)/s);
  const written = rest.slice(0, 14).replace(' ', 'T');
  const date = new Date(`+${year.padStart(6, '0')}-${written}Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().endsWith(`-${written}.000Z`);
}
