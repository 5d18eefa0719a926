import type { ListedPads } from '@pingjia/device-drivers/discovery';
import { expect, it } from 'vitest';
import { useBench } from '../src/bench/with-bench.ts';

const bench = useBench();

async function plugIn(): Promise<string> {
  await bench.hand.plug('usb-kbd', 'keyboard', { bus: 'usb.0', serial: 'KB-7' });
  return expect
    .poll(listed, { timeout: 20_000 })
    .toBeDefined()
    .then(async () => (await listed()) ?? '');
}

/** The address under which the keyboard is listed. */
async function listed(): Promise<string | undefined> {
  const { pads } = (await bench.guest.call({ call: 'list' })) as ListedPads;
  return pads.find(({ kind, address }) => kind === 'keys' && address.includes('KB-7'))?.address;
}

/** Linux key codes (linux/input-event-codes.h) of the keys that QEMU calls 1 and 5. */
const codes = { 1: 2, 5: 6 } as const;

it('a pad that types is listed under a name that stays, and its keys are presses, held or not', async () => {
  try {
    await bench.guest.call({ call: 'supervise', name: 'pad', address: await plugIn() });
    await bench.guest.until('found');
    await bench.hand.pressKeys(['5']);
    expect(await bench.guest.until('press')).toMatchObject({ count: 0, key: codes[5] });
    await bench.hand.pressKeys(['1'], 700);
    expect(await bench.guest.until('press')).toMatchObject({ count: 1, key: codes[1] });
    await bench.hand.pressKeys(['5']);
    expect(await bench.guest.until('press')).toMatchObject({ count: 2, key: codes[5] });
  } finally {
    await bench.hand.pull('keyboard');
  }
  expect(await bench.guest.until('lost')).toMatchObject({ reason: 'unplugged' });
  const again = await plugIn();
  try {
    expect(await bench.guest.until('found')).toMatchObject({ name: 'pad' });
    expect(again).toContain('KB-7');
  } finally {
    await bench.hand.pull('keyboard');
  }
});
