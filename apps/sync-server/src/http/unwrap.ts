import { FaultError, type Result } from '@pingjia/shared';

/** The value, or the failure thrown to the one place that answers it. */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new FaultError(result.error.code, result.error.detail);
}
