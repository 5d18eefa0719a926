import { z } from 'zod';
import { gradeSchema } from './grade.ts';
import { padIdSchema } from './press-source.ts';

/** Key as the pad names it ("0"–"255") → grade. Keys that are missing mean nothing and never become a grade. */
export const keyMapSchema = z
  .record(z.string().regex(/^(?:0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])$/), gradeSchema)
  .refine((map) => new Set(Object.values(map)).size === Object.keys(map).length, 'two keys mean the same grade')
  .readonly();
export type KeyMap = z.infer<typeof keyMapSchema>;

/** Where a technician confirmed a key map: on the pad's own screen, or through the local API. */
export const keyTeacherSchema = z.enum(['screen', 'local-api']);
export type KeyTeacher = z.infer<typeof keyTeacherSchema>;

/** Record `key-map-learnt`: from here on the pad's keys mean this. `previous` is what they meant before; null: nothing. */
export const keyMapLearntSchema = z.object({
  padId: padIdSchema,
  profile: z.string().max(60),
  map: keyMapSchema,
  previous: keyMapSchema.nullable(),
  by: keyTeacherSchema,
});
export type KeyMapLearnt = z.infer<typeof keyMapLearntSchema>;
