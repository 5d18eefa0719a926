import { z } from 'zod';
import { uuidSchema } from '../ids.ts';

/** Record `staff-signed-in`: this member of staff serves at the window from now on. */
export const staffSignedInSchema = z.object({ staffId: uuidSchema, by: z.enum(['staff', 'queue', 'assignment']) });
export type StaffSignedIn = z.infer<typeof staffSignedInSchema>;

/** Record `staff-signed-out`: nobody is on duty. */
export const staffSignedOutSchema = z.object({ staffId: uuidSchema });
export type StaffSignedOut = z.infer<typeof staffSignedOutSchema>;
