import { z } from 'zod';

/** The body of every answer that is not a success. */
export const errorBodySchema = z.object({
  error: z.object({
    /** A code of the error table; unknown ones may come from a newer server. */
    code: z.string(),
    message: z.string(),
    detail: z.string().optional(),
    requestId: z.string(),
  }),
});
export type ErrorBody = z.infer<typeof errorBodySchema>;
