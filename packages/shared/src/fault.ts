import { type ErrorCode, errorTable } from './errors.ts';

/** One expected failure: a code of the table and what is particular to this case (never personal data). */
export interface Fault {
  readonly code: ErrorCode;
  readonly detail?: string;
}

export function fault(code: ErrorCode, detail?: string): Fault {
  return detail === undefined ? { code } : { code, detail };
}

export function describeFault({ code, detail }: Fault): string {
  const { means, todo } = errorTable[code];
  return `${code}: ${means}${detail === undefined ? '' : ` (${detail})`} ${todo}`;
}

/** Carries a Fault through code that can only throw: constructors, callbacks of libraries, start-up. */
export class FaultError extends Error {
  override readonly name = 'FaultError';
  readonly fault: Fault;

  constructor(code: ErrorCode, detail?: string, options?: ErrorOptions) {
    super(describeFault(fault(code, detail)), options);
    this.fault = fault(code, detail);
  }
}
