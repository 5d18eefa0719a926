import { type Fault, FaultError, fault } from '@pingjia/shared';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { databaseFault } from '../store/database-fault.ts';

const byFrameworkCode = new Map<string, Fault>([
  ['FST_ERR_CTP_BODY_TOO_LARGE', fault('BODY_TOO_LARGE')],
  ['FST_ERR_CTP_INVALID_MEDIA_TYPE', fault('UNSUPPORTED_MEDIA_TYPE')],
  ['FST_ERR_CTP_INVALID_CONTENT_LENGTH', fault('REQUEST_INVALID', 'content-length')],
  ['FST_ERR_CTP_EMPTY_JSON_BODY', fault('REQUEST_INVALID', 'body')],
  ['FST_ERR_CTP_INVALID_JSON_BODY', fault('REQUEST_INVALID', 'body')],
  ['FST_ERR_BAD_URL', fault('REQUEST_INVALID', 'url')],
  ['FST_ERR_MAX_PARAM_LENGTH', fault('REQUEST_INVALID', 'url')],
]);

/** The expected failure that `error` is, or null if it is a bug of ours. */
export function requestFault(error: unknown): Fault | null {
  if (error instanceof FaultError) return error.fault;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const [first] = error.validation;
    return fault('REQUEST_INVALID', `${first?.instancePath ?? ''} ${first?.keyword ?? ''}`.trim());
  }
  const { code, statusCode } = error as { readonly code?: unknown; readonly statusCode?: unknown };
  const known = typeof code === 'string' ? byFrameworkCode.get(code) : undefined;
  if (known !== undefined) return known;
  const database = databaseFault(error);
  if (database !== null) return database;
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? fault('REQUEST_INVALID') : null;
}
