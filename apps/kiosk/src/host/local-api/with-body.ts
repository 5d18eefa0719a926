import { err, fault, type Result } from '@pingjia/shared';
import type { z } from 'zod';

/** Runs `then` on a body that fits. Errors: REQUEST_INVALID naming the field, never its value. */
export async function withBody<T>(
  schema: z.ZodType<T>,
  body: unknown,
  then: (value: T) => Promise<Result<unknown>>,
): Promise<Result<unknown>> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return then(parsed.data);
  return err(fault('REQUEST_INVALID', parsed.error.issues[0]?.path.join('.')));
}
