import { expect, it } from 'vitest';
import { createSerialPad } from '../src/bench/serial-pad.ts';
import { useBench } from '../src/bench/with-bench.ts';

const bench = useBench();
const address = 'serial:/dev/ttyUSB0?profile=pingjia-line&baud=115200';
const padId = 'pingjia-line:PAD-7:01';

async function plugIn() {
  const adapter = bench.serial['cable-a'];
  await adapter.plug();
  await bench.guest.call({ call: 'wait-for', path: '/dev/ttyUSB0' });
  const pad = createSerialPad(adapter, 'PAD-7', 7);
  await bench.guest.call({ call: 'supervise', name: 'pad', address });
  await bench.guest.until('found', (found) => found.padId === padId);
  return { adapter, pad };
}

it('DV29 DV36: a pad at a real adapter is found, and each key is pressed and confirmed', async () => {
  const { pad } = await plugIn();
  for (const [count, key] of [5, 4, 3, 2, 1].entries()) {
    pad.press(key);
    expect(await bench.guest.until('press')).toMatchObject({ padId, count, key });
  }
  await expect.poll(() => pad.state().acknowledged).toBe(5);
});

it('DV31: a pulled adapter is told without being asked for, and found again when it is back', async () => {
  const { adapter, pad } = await plugIn();
  await adapter.pull();
  expect(await bench.guest.until('lost')).toMatchObject({ reason: 'unplugged' });
  pad.press(2);
  await adapter.plug();
  expect(await bench.guest.until('found')).toMatchObject({ padId });
  expect(await bench.guest.until('press')).toMatchObject({ padId, count: 0, key: 2 });
  await expect.poll(() => pad.state().acknowledged).toBe(1);
});

it('DV13 DV35: a brown-out in the middle of a frame loses the frame and nothing after it', async () => {
  const { adapter, pad } = await plugIn();
  const told = bench.guest.until('found');
  adapter.send(Buffer.from('$KEY,01,00'));
  pad.brownOut();
  await told;
  pad.press(4);
  expect(await bench.guest.until('press')).toMatchObject({ padId, count: 0, key: 4 });
});

it('DV1: a user who may not open the port is told so, with the command that mends it', async () => {
  await plugIn();
  await bench.guest.call({ call: 'stop', name: 'pad' });
  expect(await bench.guest.call({ call: 'hold', name: 'nobody', address, user: 'nobody' })).toMatchObject({
    ok: false,
    error: {
      code: 'PAD_PERMISSION_DENIED',
      detail: expect.stringContaining('sudo usermod -aG dialout $USER') as string,
    },
  });
});

it('DV2: two processes do not share a port: the second is told, and has it when the first lets go', async () => {
  const { pad } = await plugIn();
  expect(await bench.guest.call({ call: 'hold', name: 'second', address, user: 'root' })).toMatchObject({
    ok: false,
    error: { code: 'PAD_BUSY' },
  });
  await bench.guest.call({ call: 'stop', name: 'pad' });
  expect(await bench.guest.call({ call: 'hold', name: 'first', address, user: 'root' })).toMatchObject({ ok: true });
  await bench.guest.call({ call: 'supervise', name: 'pad', address });
  await bench.guest.until('fault', ({ fault }) => fault.code === 'PAD_BUSY');
  await bench.guest.call({ call: 'release', name: 'first' });
  await bench.guest.until('found', (found) => found.padId === padId);
  pad.press(1);
  expect(await bench.guest.until('press')).toMatchObject({ key: 1 });
});
