import { type ErrorCode, type Fault, fault } from '@pingjia/shared';

const codes: Readonly<Record<string, ErrorCode>> = {
  ENOSPC: 'BUNDLE_TARGET_FULL',
  EDQUOT: 'BUNDLE_TARGET_FULL',
  // FAT ends at 4 GiB a file.
  EFBIG: 'BUNDLE_TARGET_FULL',
  EIO: 'BUNDLE_TARGET_GONE',
  ENODEV: 'BUNDLE_TARGET_GONE',
  ENXIO: 'BUNDLE_TARGET_GONE',
  ESTALE: 'BUNDLE_TARGET_GONE',
};

/** What an error of the stick means to whoever holds it. `begun`: something was written already. */
export function targetFault(error: unknown, begun: boolean): Fault {
  const { code, message } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string') throw error;
  // A stick that is pulled takes its folder along.
  const missing = begun && code === 'ENOENT' ? 'BUNDLE_TARGET_GONE' : undefined;
  return fault(missing ?? codes[code] ?? 'BUNDLE_TARGET_UNUSABLE', message);
}
