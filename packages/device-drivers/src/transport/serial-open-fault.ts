import { type ErrorCode, type Fault, fault } from '@pingjia/shared';

/** The port library gives texts, not codes: the C library's on Unix, its own on Windows (where a busy port is "Access denied"). */
const causes: readonly (readonly [RegExp, ErrorCode])[] = [
  [/no such file|no such device|file not found/i, 'PAD_NOT_FOUND'],
  [/permission denied/i, 'PAD_PERMISSION_DENIED'],
  [/cannot lock port|resource busy|access denied/i, 'PAD_BUSY'],
];

export function serialOpenFault(message: string, path: string): Fault {
  const code = causes.find(([pattern]) => pattern.test(message))?.[1];
  return code === undefined ? fault('PAD_IO_FAILED', message) : fault(code, path);
}
