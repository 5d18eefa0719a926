import { expect, it } from 'vitest';
import { createHidPad } from '../src/bench/hid-pad.ts';
import { useBench } from '../src/bench/with-bench.ts';

const bench = useBench();
const address = 'hid:1209:5b5b:SN-7?profile=hid-five';
const padId = 'hid-five:SN-7:usb';

async function plugIn() {
  const usb = createHidPad(bench.guest, 'SN-7');
  await usb.plug();
  await bench.guest.call({ call: 'supervise', name: 'pad', address });
  await bench.guest.until('found', (found) => found.padId === padId);
  return usb;
}

it('a five-button HID pad is found by its own number, and each key is one press', async () => {
  const { pad } = await plugIn();
  for (const [count, key] of [1, 2, 3, 4, 5].entries()) {
    pad.press(key);
    expect(await bench.guest.until('press')).toMatchObject({ padId, count, key });
  }
});

it('a pulled one is lost, and found again under its name in another place', async () => {
  const usb = await plugIn();
  await usb.unplug();
  expect(await bench.guest.until('lost')).toMatchObject({ reason: 'unplugged' });
  const other = createHidPad(bench.guest, 'SN-8');
  await other.plug();
  await usb.plug();
  expect(await bench.guest.until('found')).toMatchObject({ padId });
  other.pad.press(1);
  usb.pad.press(3);
  expect(await bench.guest.until('press')).toMatchObject({ padId, key: 3 });
});

it('a user who may not open it is told the rule that mends it', async () => {
  await createHidPad(bench.guest, 'SN-7').plug();
  await bench.guest.call({ call: 'wait-for', path: '/dev/hidraw0' });
  expect(await bench.guest.call({ call: 'hold', name: 'nobody', address, user: 'nobody' })).toMatchObject({
    ok: false,
    error: { code: 'PAD_PERMISSION_DENIED', detail: expect.stringContaining('udevadm') as string },
  });
});
