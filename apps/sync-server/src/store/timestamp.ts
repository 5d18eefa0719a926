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
