import { z } from 'zod';
import { uuidSchema } from '../ids.ts';
import { localizedTextSchema } from './localized-text.ts';

/** A place of service: hall, centre, town office, self-service point. */
export const siteSchema = z.object({
  siteId: uuidSchema,
  /** Administrative division code, 6, 9 or 12 digits. */
  areaCode: z.string().regex(/^(\d{6}|\d{9}|\d{12})$/),
  name: localizedTextSchema,
});
export type Site = z.infer<typeof siteSchema>;
