import { type ErrorCode, type Fault, fault } from '@pingjia/shared';

const codes: Readonly<Record<string, ErrorCode>> = {
  ENOENT: 'PAD_NOT_FOUND',
  ECONNREFUSED: 'PAD_NOT_FOUND',
  ECONNRESET: 'PAD_NOT_FOUND',
  EPIPE: 'PAD_NOT_FOUND',
  ETIMEDOUT: 'PAD_NOT_FOUND',
  EHOSTUNREACH: 'PAD_NOT_FOUND',
  EHOSTDOWN: 'PAD_NOT_FOUND',
  ENETUNREACH: 'PAD_NOT_FOUND',
  ENOTFOUND: 'PAD_NOT_FOUND',
  EAI_AGAIN: 'PAD_NOT_FOUND',
  EADDRNOTAVAIL: 'PAD_NOT_FOUND',
  EACCES: 'PAD_PERMISSION_DENIED',
  EADDRINUSE: 'PAD_BUSY',
  EAGAIN: 'PAD_BUSY',
};

/** What a failed connection to `place` means. One that ended without an error is a far end that went away. */
export function networkFault(error: Error | undefined, place: string): Fault {
  if (error === undefined) return fault('PAD_NOT_FOUND', place);
  const code = codes[(error as NodeJS.ErrnoException).code ?? ''];
  return code === undefined ? fault('PAD_IO_FAILED', error.message) : fault(code, place);
}
