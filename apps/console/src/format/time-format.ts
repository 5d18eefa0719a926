/** Formats times in one language and zone; the viewer's zone unless told otherwise. */
export interface TimeFormat {
  /** 14:03:07 today, otherwise with the date; the year where it is not this one. */
  short(time: number, now: number): string;
  /** With date, seconds and the name of the zone. */
  full(time: number): string;
  /** "3 hours": the largest unit that fits, rounded. */
  duration(milliseconds: number): string;
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

export function createTimeFormat(language: string, timeZone?: string): TimeFormat {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...(timeZone !== undefined && { timeZone }), hourCycle: 'h23', ...options });
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
  const day = { month: 'short', day: 'numeric' } as const;
  const today = format(time);
  const thisYear = format({ ...day, ...time });
  const anyYear = format({ year: 'numeric', ...day, ...time });
  const zone = format({ timeZoneName: 'long' });
  const dayOf = format({ year: 'numeric', ...day });
  const yearOf = format({ year: 'numeric' });
  return {
    short(at, now) {
      if (dayOf.format(at) === dayOf.format(now)) return today.format(at);
      return (yearOf.format(at) === yearOf.format(now) ? thisYear : anyYear).format(at);
    },
    full(at) {
      const name = zone.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value;
      return `${anyYear.format(at)} · ${name}`;
    },
    duration(milliseconds) {
      const [unit, size] = units.find(([, length]) => milliseconds >= length) ?? ['second', 1_000];
      const count = Math.round(milliseconds / size);
      return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
    },
  };
}
