import { type Fault, FaultError, fault } from '@pingjia/shared';

/** What a failed disk operation means to the person at the pad. */
export function diskFault(error: unknown): Fault {
  if (error instanceof FaultError) return error.fault;
  const { code, message } = error as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? fault('JOURNAL_FULL')
    : fault('JOURNAL_WRITE_FAILED', code ?? message);
}
