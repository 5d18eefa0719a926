import { z } from 'zod';
import { uuidSchema } from '../ids.ts';
import { localizedTextSchema } from './localized-text.ts';

/** A person who serves at windows and is evaluated. The name is public: it stands on the badge. */
export const staffMemberSchema = z.object({
  staffId: uuidSchema,
  siteId: uuidSchema,
  /** Badge number. */
  number: z.string().min(1).max(40),
  name: localizedTextSchema,
  title: localizedTextSchema,
});
export type StaffMember = z.infer<typeof staffMemberSchema>;
