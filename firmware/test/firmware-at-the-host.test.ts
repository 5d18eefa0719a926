import { createPadSupervisor, type PadPressed } from '@pingjia/device-drivers';
import { createMemoryLine } from '@pingjia/device-drivers/testing';
import { ok, parsePadAddress } from '@pingjia/shared';
import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import { expect, it, onTestFinished } from 'vitest';
import { compileFirmware } from './compile-firmware.ts';
import { startFirmwarePad } from './firmware-pad.ts';

const padId = 'pingjia-line:MY-PAD-0001:01';

/** The compiled sketch on a line with the host's supervisor, on one clock. */
async function plugIn(options: { readonly confirms: boolean } = { confirms: true }) {
  const clock = new ManualClock();
  const line = createMemoryLine();
  const told: string[] = [];
  const presses: PadPressed[] = [];
  let settled: Promise<unknown> = Promise.resolve();
  const pad = startFirmwarePad(compileFirmware(), (bytes) => void line.b.write(bytes));
  const address = parsePadAddress('serial:/dev/ttyUSB0');
  if (!address.ok) throw new Error(address.error.code);
  const supervisor = createPadSupervisor({
    address: address.value,
    openTransport: () => ok(line.a),
    clock,
    random: new SeededRandom(5),
    listener: {
      found: (found) => void told.push(`found ${found.padId}`),
      lost: ({ reason }) => void told.push(`lost ${reason}`),
      press(press) {
        presses.push(press);
        if (options.confirms) supervisor.confirm(press);
      },
      state: () => undefined,
    },
  });
  onTestFinished(async () => {
    await supervisor.stop();
    await pad.end();
  });
  await line.b.open({
    data(bytes) {
      settled = settled.then(() => pad.receive(bytes));
    },
    closed: () => undefined,
  });

  /** Lets both sides say what they have to say, then time goes on. */
  async function pass(milliseconds: number): Promise<void> {
    for (let left = milliseconds; left >= 0; left -= 10) {
      await clock.advanceAsync(Math.min(left, 10));
      await settled;
      await pad.pass(Math.min(left, 10));
      await clock.advanceAsync(0);
    }
  }

  await pad.powerOn();
  supervisor.start();
  await pass(20);
  return { pad, line, supervisor, told, presses, pass };
}

it('DV29 DV36: is found by its name, and a press is confirmed and not repeated', async () => {
  const { pad, told, presses, pass } = await plugIn();
  expect(told).toEqual([`found ${padId}`]);
  for (const key of [5, 4, 3, 2, 1]) {
    await pad.press(key);
    await pass(20);
  }
  pad.takeSent();
  await pass(1_000);
  expect(presses.map(({ count, key }) => [count, key])).toEqual([
    [0, 5],
    [1, 4],
    [2, 3],
    [3, 2],
    [4, 1],
  ]);
  expect(pad.takeSent().toString('latin1')).not.toContain('KEY');
});

it('DV36: repeats its press until the host has it on disk', async () => {
  const { pad, supervisor, presses, pass } = await plugIn({ confirms: false });
  await pad.press(3);
  await pass(650);
  const [first] = presses;
  if (first === undefined) throw new Error('no press came');
  expect(presses.length).toBeGreaterThan(2);
  expect(new Set(presses.map(({ boot, count }) => `${boot} ${count}`)).size).toBe(1);
  supervisor.confirm(first);
  await pass(20);
  const before = presses.length;
  await pass(1_000);
  expect(presses).toHaveLength(before);
});

it('DV26 DV35: a power cycle is a new boot, and its first press counts from 0 again', async () => {
  const { pad, told, presses, pass } = await plugIn();
  await pad.press(5);
  await pass(20);
  await pad.powerOn(9);
  await pass(20);
  await pad.press(5);
  await pass(20);
  expect(told).toEqual([`found ${padId}`, `found ${padId}`]);
  expect(presses.map(({ count }) => count)).toEqual([0, 0]);
  expect(new Set(presses.map(({ boot }) => boot)).size).toBe(2);
});

it('DV11 DV13: a brown-out in the middle of a frame loses that frame and nothing after it', async () => {
  const { pad, line, supervisor, told, presses, pass } = await plugIn();
  void line.b.write(Buffer.from('$KEY,01,00'));
  await pad.powerOn(4);
  await pass(20);
  await pad.press(4);
  await pass(20);
  expect(told).toEqual([`found ${padId}`, `found ${padId}`]);
  expect(presses.map(({ count, key }) => [count, key])).toEqual([[0, 4]]);
  expect(supervisor.status()).toMatchObject({ state: 'found', droppedFrames: 1 });
});

it('DV30: answers every heartbeat, so it stays found', async () => {
  const { supervisor, told, pass } = await plugIn();
  await pass(30_000);
  expect(supervisor.status()).toMatchObject({ state: 'found', padId, droppedFrames: 0 });
  expect(told).toHaveLength(1);
});
