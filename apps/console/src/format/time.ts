/** Two times of one act, server minus device. `unreadable`: the device's clock lay outside what dates can say. */
export type TimeRelation =
  | { readonly kind: 'together' }
  | { readonly kind: 'later'; readonly milliseconds: number }
  | { readonly kind: 'ahead'; readonly milliseconds: number }
  | { readonly kind: 'absurd' }
  | { readonly kind: 'unreadable' };

const minute = 60_000;
const year = 366 * 24 * 60 * minute;

/** What difference is worth a word: a batch may take a while, a clock that runs ahead may not be seen as lateness. */
export const tolerated = { later: 5 * minute, ahead: 2 * minute, plausible: year } as const;

/** How the device's time of an act relates to the server's time of acceptance; both ISO 8601, neither trusted. */
export function relateTimes(device: string | null, server: string): TimeRelation {
  const deviceTime = parseTime(device);
  const serverTime = parseTime(server);
  if (deviceTime === null) return { kind: 'unreadable' };
  if (serverTime === null) return { kind: 'together' };
  const difference = serverTime - deviceTime;
  if (Math.abs(difference) > tolerated.plausible) return { kind: 'absurd' };
  if (difference > tolerated.later) return { kind: 'later', milliseconds: difference };
  if (-difference > tolerated.ahead) return { kind: 'ahead', milliseconds: -difference };
  return { kind: 'together' };
}

/** Milliseconds since 1970, or null for what is no time. */
export function parseTime(text: string | null): number | null {
  if (text === null) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}
