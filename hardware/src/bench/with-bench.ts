import { join } from 'node:path';
import { afterEach, beforeEach, inject } from 'vitest';
import { connectMonitor, type Monitor } from '../qemu/monitor.ts';
import { type Cable, cables } from './bench-places.ts';
import { connectGuest, type Guest } from './guest.ts';
import { createUsbSerial, type UsbSerial } from './usb-serial.ts';

/** The running guest with nothing plugged in and nothing opened. */
export interface Bench {
  readonly guest: Guest;
  readonly hand: Monitor;
  readonly serial: Readonly<Record<Cable, UsbSerial>>;
}

/** A bench for each test of the file; what it plugged in or opened is taken away after it. */
export function useBench(): Bench {
  let bench: Bench | undefined;
  const never = new Promise<never>(() => undefined);

  beforeEach(async () => {
    const folder = inject('benchFolder');
    const guest = await connectGuest(join(folder, 'agent'), never);
    const hand = await connectMonitor(join(folder, 'monitor'), never);
    const [a, b] = await Promise.all(cables.map((cable) => createUsbSerial(hand, folder, cable)));
    if (a === undefined || b === undefined) throw new Error('a bench has two cables');
    bench = { guest, hand, serial: { 'cable-a': a, 'cable-b': b } };
    await guest.call({ call: 'reset' });
  });

  afterEach(async () => {
    if (bench === undefined) return;
    await bench.guest.call({ call: 'reset' });
    for (const adapter of Object.values(bench.serial)) await adapter.dispose();
    bench.guest.close();
    bench.hand.close();
    bench = undefined;
  });

  const current = (): Bench => {
    if (bench === undefined) throw new Error('there is a bench in tests only');
    return bench;
  };
  return {
    get guest() {
      return current().guest;
    },
    get hand() {
      return current().hand;
    },
    get serial() {
      return current().serial;
    },
  };
}
