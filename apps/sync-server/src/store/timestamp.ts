import type { Timestamp } from './schema.ts';

export function toTimestamp(milliseconds: number): Timestamp {
  return new Date(milliseconds).toISOString();
}

/** ISO 8601 to the millisecond. */
export function toIso(timestamp: Timestamp): string {
  return new Date(toMilliseconds(timestamp)).toISOString();
}

/** Milliseconds since 1970; the microseconds are cut. */
export function toMilliseconds(timestamp: Timestamp): number {
  return Date.parse(timestamp.replace(' ', 'T').replace(/\+00$/, 'Z'));
}

/** Milliseconds of any clock as ISO 8601; null outside the years 0 to 9999, where the standard ends without agreement. */
export function isoOrNull(milliseconds: number): string | null {
  const date = new Date(milliseconds);
  const year = date.getUTCFullYear();
  return year >= 0 && year <= 9_999 ? date.toISOString() : null;
}
