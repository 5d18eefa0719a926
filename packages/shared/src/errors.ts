import { carriedErrors } from './errors/carried-errors.ts';
import type { ErrorText } from './errors/error-text.ts';
import { hostErrors } from './errors/host-errors.ts';
import { padErrors } from './errors/pad-errors.ts';
import { serverErrors } from './errors/server-errors.ts';

/**
 * Every failure that can reach a person or cross a wire. `means` says what happened, `todo` what the person who can act
 * on it should do. `docs/errors.md` is generated from this table; the apps' copy/ holds the words shown to users.
 */
export const errorTable = {
  ...serverErrors,
  ...hostErrors,
  ...carriedErrors,
  ...padErrors,
} as const satisfies Record<string, ErrorText>;

export type ErrorCode = keyof typeof errorTable;

export const errorCodes = Object.keys(errorTable) as readonly ErrorCode[];
