import { z } from 'zod';
import { localizedTextSchema } from './localized-text.ts';

/** One service of the catalogue (政务服务事项). */
export const serviceItemSchema = z.object({
  /** Basic code of the item in the catalogue. */
  itemCode: z.string().min(1).max(64),
  name: localizedTextSchema,
  /** The unit that handles it. */
  department: localizedTextSchema,
});
export type ServiceItem = z.infer<typeof serviceItemSchema>;
