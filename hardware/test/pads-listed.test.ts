import type { ListedPads } from '@pingjia/device-drivers/discovery';
import { expect, it } from 'vitest';
import { createSerialPad } from '../src/bench/serial-pad.ts';
import { useBench } from '../src/bench/with-bench.ts';

const bench = useBench();

async function serialPorts() {
  const { pads } = (await bench.guest.call({ call: 'list' })) as ListedPads;
  return pads.filter(({ kind, vid }) => kind === 'serial' && vid !== null);
}

it('adapters are listed with their USB numbers, under addresses that stay when the port names change', async () => {
  const { 'cable-a': a, 'cable-b': b } = bench.serial;
  await a.plug();
  await expect
    .poll(serialPorts, { timeout: 20_000 })
    .toMatchObject([
      { path: '/dev/ttyUSB0', vid: '0403', pid: '6001', serialNumber: a.serialNumber, access: { state: 'ok' } },
    ]);
  const [before] = await serialPorts();
  await a.pull();
  await b.plug();
  await bench.guest.call({ call: 'wait-for', path: '/dev/ttyUSB0' });
  await a.plug();
  await expect.poll(serialPorts, { timeout: 20_000 }).toMatchObject([
    { path: '/dev/ttyUSB1', address: before?.address, serialNumber: a.serialNumber },
    { path: '/dev/ttyUSB0', serialNumber: b.serialNumber },
  ]);
});

it('a pad is found by what its adapter is, whatever port that became', async () => {
  const { 'cable-a': a, 'cable-b': b } = bench.serial;
  await b.plug();
  await bench.guest.call({ call: 'wait-for', path: '/dev/ttyUSB0' });
  await a.plug();
  const pad = createSerialPad(a, 'PAD-9', 9);
  const address = `serial:usb:0403:6001:${a.serialNumber}?profile=pingjia-line&baud=115200`;
  await bench.guest.call({ call: 'supervise', name: 'pad', address });
  expect(await bench.guest.until('found')).toMatchObject({ padId: 'pingjia-line:PAD-9:01' });
  pad.press(2);
  expect(await bench.guest.until('press')).toMatchObject({ key: 2 });
});
