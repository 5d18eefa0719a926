import { type ErrorCode, errorCodes } from '@pingjia/shared';

/** The only place that knows HTTP status codes. Null: the code never leaves a device. */
const statuses: Readonly<Record<ErrorCode, number | null>> = {
  PROTOCOL_MISSING: 400,
  CLIENT_TOO_OLD: 426,
  SERVER_TOO_OLD: 426,
  ENROLLMENT_CODE_INVALID: 403,
  ENROLLMENT_PROOF_INVALID: 401,
  SIGNATURE_MISSING: 401,
  SIGNATURE_INVALID: 401,
  CONTENT_DIGEST_MISMATCH: 400,
  NONCE_STALE: 401,
  DEVICE_UNKNOWN: 401,
  DEVICE_REVOKED: 403,
  BATCH_MALFORMED: 400,
  BATCH_TOO_LARGE: 413,
  BATCH_CHAIN_BROKEN: 422,
  BATCH_OUT_OF_PLACE: 409,
  EPOCH_FORKED: 409,
  REQUEST_INVALID: 400,
  BODY_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  NOT_FOUND: 404,
  TOKEN_INVALID: 401,
  SIGN_IN_FAILED: 401,
  SIGN_IN_THROTTLED: 429,
  SESSION_EXPIRED: 401,
  SERVER_BUSY: 503,
  SERVER_UNREACHABLE: null,
  SERVER_ANSWER_INVALID: null,
  INTERNAL: 500,
  JOURNAL_LOCKED: null,
  JOURNAL_FULL: null,
  JOURNAL_WRITE_FAILED: null,
  JOURNAL_DAMAGED: null,
  JOURNAL_VERSION_UNKNOWN: null,
  RECORD_MALFORMED: null,
  RECORD_TOO_LARGE: null,
  IDENTITY_DAMAGED: null,
  BRIDGE_MESSAGE_INVALID: null,
  BRIDGE_VERSION_MISMATCH: null,
  SCREEN_TOKEN_INVALID: null,
  SCREEN_ALREADY_OPEN: null,
  LOCAL_TOKEN_INVALID: null,
  PAD_ADDRESS_INVALID: null,
  PAD_NOT_FOUND: null,
  PAD_PERMISSION_DENIED: null,
  PAD_BUSY: null,
  PAD_SILENT: null,
  PAD_IO_FAILED: null,
};

export const okStatus = 200;
export const createdStatus = 201;
export const emptyStatus = 204;

/** The codes that an answer of this server may carry. */
export const answeredCodes = errorCodes.filter((code) => statuses[code] !== null);

export function httpStatus(code: ErrorCode): number {
  return statuses[code] ?? 500;
}
