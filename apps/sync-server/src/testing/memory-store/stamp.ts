import type { Timestamp } from '../../store/schema.ts';

/** PostgreSQL's text of a moment in UTC; `micros` since 1970. */
export function stampOf(micros: number): Timestamp {
  const iso = new Date(Math.floor(micros / 1_000)).toISOString();
  const fraction = String(micros - Math.floor(micros / 1_000_000) * 1_000_000)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}${fraction === '' ? '' : `.${fraction}`}+00`;
}

/** Microseconds since 1970 of such a text. */
export function microsOf(stamp: Timestamp): number {
  const [seconds = '', fraction = ''] = stamp.replace('+00', '').split('.');
  return Date.parse(`${seconds.replace(' ', 'T')}Z`) * 1_000 + Number(fraction.padEnd(6, '0'));
}
