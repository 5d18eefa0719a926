import { z } from 'zod';
import { uuidSchema } from '../ids.ts';
import { localizedTextSchema } from './localized-text.ts';

/** A counter of a site where one member of staff serves one citizen at a time. */
export const serviceWindowSchema = z.object({
  windowId: uuidSchema,
  siteId: uuidSchema,
  /** What is written above the counter, such as "A03". */
  label: z.string().min(1).max(40),
  name: localizedTextSchema,
});
export type ServiceWindow = z.infer<typeof serviceWindowSchema>;
