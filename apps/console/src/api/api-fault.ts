import { type ErrorCode, errorCodes, type Fault } from '@pingjia/shared';

/** A refusal whose code this build does not know: the server is newer than the page. */
export const unknownCode = 'UNKNOWN';

/** Why a call to the server failed, with what helps the person who reads it. */
export interface ApiFault extends Omit<Fault, 'code'> {
  readonly code: ErrorCode | typeof unknownCode;
  /** Names the request in the server's log. */
  readonly requestId?: string;
  /** How long to wait before the next attempt, seconds. */
  readonly retryAfterSeconds?: number;
}

export function isErrorCode(code: string): code is ErrorCode {
  return (errorCodes as readonly string[]).includes(code);
}

/** Carries an ApiFault through the query library, which only knows throwing. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly fault: ApiFault;

  constructor(fault: ApiFault) {
    super(fault.code);
    this.fault = fault;
  }
}

/** The fault inside whatever was thrown; anything but an ApiError is a bug of the page. */
export function faultOf(error: unknown): ApiFault {
  return error instanceof ApiError ? error.fault : { code: 'INTERNAL', detail: String(error).slice(0, 300) };
}

/** Whether the fault says that nobody is signed in any more. A page holds no token, so a missing one means the same. */
export function isSignedOut({ code }: ApiFault): boolean {
  return code === 'SESSION_EXPIRED' || code === 'TOKEN_INVALID';
}
