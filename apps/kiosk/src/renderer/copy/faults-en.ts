import { type ErrorCode, errorCodes, errorTable } from '@pingjia/shared';

/** What happened and what to do, for every code; the error table itself is written in English. */
export const faultsEn = Object.fromEntries(
  errorCodes.map((code) => [code, `${errorTable[code].means} ${errorTable[code].todo}`]),
) as Readonly<Record<ErrorCode, string>>;
