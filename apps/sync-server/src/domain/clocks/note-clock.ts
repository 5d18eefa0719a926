import type { ClockReading } from '@pingjia/shared';
import type { SyncContext } from '../../app-context.ts';
import { isNews, observe } from './estimate.ts';

/** Observations that are kept of one boot at most: a month of them, one an hour. */
const mostOfBoot = 720;

/** Adds what a handshake tells of the device's clocks to what is known. Nothing known is ever changed. */
export async function noteClock(
  { store, clock }: Pick<SyncContext, 'store' | 'clock'>,
  deviceId: string,
  reading: ClockReading,
): Promise<void> {
  const known = await store.clocksOfBoot(deviceId, reading.boot);
  const next = observe(reading, clock.wall());
  if (known.length < mostOfBoot && isNews(known, next))
    await store.recordClock(deviceId, reading.boot, clock.wall(), next);
}
