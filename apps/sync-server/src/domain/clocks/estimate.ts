import type { ClockReading } from '@pingjia/shared';

/** What one handshake tells of a boot: the server's time at which its monotonic clock stood at zero. Milliseconds. */
export interface ClockObservation {
  readonly wall: number;
  readonly mono: number;
  readonly bootAt: number;
  /** The truth lies at most this far from `bootAt`. */
  readonly uncertainty: number;
}

/** A time by the server's clock, with how far it can be off. Milliseconds. */
export interface Estimate {
  readonly at: number;
  readonly uncertainty: number;
}

/** A request whose answer takes longer has failed at the device: how late a reading without an exchange can be. */
const slowestRequest = 60_000;
/** Two clocks drift apart by no more than this, as a fraction. Crystals keep 100 ppm. */
const drift = 1e-4;
/** A difference that is worth a further observation, and the longest that one stands alone. */
const differs = 1_000;
const standsFor = 3_600_000;

/** The observation that a reading is, at `now` of the server's clock. */
export function observe({ wall, mono, exchange }: ClockReading, now: number): ClockObservation {
  if (exchange === null) return { wall, mono, bootAt: now - mono, uncertainty: slowestRequest };
  const { serverTime, sent, received } = exchange;
  return { wall, mono, bootAt: serverTime - (sent + received) / 2, uncertainty: Math.abs(received - sent) / 2 };
}

/** Whether `next` says anything that `known`, of the same boot, does not. */
export function isNews(known: readonly ClockObservation[], next: ClockObservation): boolean {
  // Numbers so large that their sum is none say nothing.
  if (!Number.isFinite(next.bootAt) || !Number.isFinite(next.uncertainty)) return false;
  const best = nearest(known, next.mono);
  if (best === null) return true;
  // A reading without an exchange may be an old one, sent again.
  if (next.uncertainty >= slowestRequest) return false;
  const apart = Math.abs(next.bootAt - best.bootAt) > next.uncertainty + best.uncertainty + differs;
  const stepped = Math.abs(offset(next) - offset(best)) > next.uncertainty + best.uncertainty + differs;
  return apart || stepped || next.mono - best.mono >= standsFor || next.uncertainty < best.uncertainty / 2;
}

/** When a record with this monotonic time was written, by the server's clock; null where nothing is known of its boot. */
export function correct(known: readonly ClockObservation[], mono: number): Estimate | null {
  const best = nearest(known, mono);
  return best === null ? null : { at: best.bootAt + mono, uncertainty: blur(best, mono) };
}

/** How far ahead of the server's clock the device's wall clock was. */
export function offset({ wall, mono, bootAt }: ClockObservation): number {
  return wall - (bootAt + mono);
}

function nearest(known: readonly ClockObservation[], mono: number): ClockObservation | null {
  let best: ClockObservation | null = null;
  for (const one of known) if (best === null || blur(one, mono) < blur(best, mono)) best = one;
  return best;
}

function blur({ mono, uncertainty }: ClockObservation, at: number): number {
  return uncertainty + drift * Math.abs(at - mono);
}
