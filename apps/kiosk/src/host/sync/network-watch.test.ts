import { ManualClock } from '@pingjia/shared/testing';
import { expect, test } from 'vitest';
import { NetworkWatch } from './network-watch.ts';

test('SY67: an address that was not there before is a sign of life; one that goes is none, nor one that stays', () => {
  const clock = new ManualClock();
  let addresses = ['eth0 10.0.0.7'];
  let returns = 0;
  const watch = new NetworkWatch(
    clock,
    () => addresses,
    () => {
      returns += 1;
    },
  );
  const after = (now: string[]) => {
    addresses = now;
    clock.advance(5_000);
    return returns;
  };
  watch.start();
  expect(after(['eth0 10.0.0.7'])).toBe(0);
  expect(after([])).toBe(0);
  expect(after(['eth0 10.0.0.7'])).toBe(1);
  expect(after(['eth0 10.0.0.7', 'wlan0 192.168.1.3'])).toBe(2);
  expect(after(['wlan0 192.168.1.3'])).toBe(2);
  watch.stop();
  expect(after(['eth0 10.0.0.7'])).toBe(2);
  expect(clock.pending).toBe(0);
});
