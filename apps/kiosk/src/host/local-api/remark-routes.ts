import { remarkLimits, uuidSchema } from '@pingjia/shared';
import { z } from 'zod';
import type { Host } from '../host.ts';
import { withBody } from './with-body.ts';

const remarkSchema = z.object({
  evaluationId: uuidSchema.optional(),
  comment: z
    .string()
    .max(remarkLimits.comment * 8)
    .optional(),
  phone: z.string().max(200).optional(),
});

/** What a citizen leaves besides the grade, said to the staff PC: on the evaluation of the screen unless another is named. */
export const remarkRoutes = {
  'POST /local/v1/remarks': (host: Host, body: unknown) =>
    withBody(remarkSchema, body, (remark) => host.remarks.leave(remark)),
} as const;
