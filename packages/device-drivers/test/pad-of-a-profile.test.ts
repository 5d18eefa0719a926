import { err, fault, ok, type PadAddress, parsePadAddress } from '@pingjia/shared';
import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import { describe, expect, it } from 'vitest';
import { readExampleProfile } from '../src/fuzz/example-profiles.ts';
import { createProfileFamily } from '../src/profile/profile-family.ts';
import { createProfileSimulation } from '../src/profile/simulator.ts';
import { createPadSupervisor } from '../src/supervisor/create-pad-supervisor.ts';
import { createMemoryLine } from '../src/transport/memory-transport.ts';

function addressOf(text: string): PadAddress {
  const parsed = parsePadAddress(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
}

describe('a pad that a profile describes', () => {
  it('PF3: its port is opened with the profile’s settings unless the address says otherwise', async () => {
    const family = createProfileFamily(readExampleProfile('text-line'));
    const asked: PadAddress['options'][] = [];
    for (const text of ['serial:/dev/ttyUSB0?profile=text-line', 'serial:/dev/ttyUSB0?profile=text-line&baud=4800']) {
      const clock = new ManualClock();
      const supervisor = createPadSupervisor({
        address: addressOf(text),
        familyOf: () => ok(family),
        openTransport({ options }) {
          asked.push(options);
          return err(fault('PAD_NOT_FOUND'));
        },
        clock,
        random: new SeededRandom(1),
        listener: { found: () => undefined, lost: () => undefined, press: () => undefined, state: () => undefined },
      });
      supervisor.start();
      await clock.advanceAsync(1);
      await supervisor.stop();
    }
    const settings = { bits: '8', parity: 'none', stop: '1' };
    expect(asked).toEqual([
      { baud: '2400', ...settings },
      { baud: '4800', ...settings },
    ]);
  });

  it('PF14 PF17 PF22: it is found, pressed, confirmed, lost and found again', async () => {
    const profile = readExampleProfile('addressed-binary');
    const simulation = createProfileSimulation(profile);
    if (!simulation.ok) throw new Error(simulation.error);
    const clock = new ManualClock();
    const random = new SeededRandom(1);
    const line = createMemoryLine();
    const told: string[] = [];
    line.cut();
    const pad = simulation.value.create({
      clock,
      random,
      options: { addr: '3', serial: 'C0FFEE' },
      send: (bytes) => void line.b.write(bytes),
      power(on) {
        if (!on) return line.cut();
        line.mend();
        void line.b.open({ data: (bytes) => pad.receive(bytes), closed: () => undefined });
      },
    });
    const supervisor = createPadSupervisor({
      address: addressOf('serial:/dev/ttyUSB0?profile=addressed-binary&addr=3'),
      familyOf: () => ok(createProfileFamily(profile)),
      openTransport: () => ok(line.a),
      clock,
      random,
      listener: {
        found: ({ padId }) => void told.push(`found ${padId}`),
        lost: ({ reason }) => void told.push(`lost ${reason}`),
        press(press) {
          told.push(`press ${press.key}`);
          supervisor.confirm(press);
        },
        state: () => undefined,
      },
    });
    supervisor.start();
    pad.plug();
    await clock.advanceAsync(2_000);
    pad.press(5);
    await clock.advanceAsync(2_000);
    pad.unplug();
    await clock.advanceAsync(2_000);
    pad.plug();
    await clock.advanceAsync(6_000);
    pad.press(4);
    await clock.advanceAsync(2_000);
    await supervisor.stop();
    const found = 'found addressed-binary:C0FFEE:3';
    expect(told).toEqual([found, 'press 5', 'lost unplugged', found, 'press 4', 'lost closed']);
    expect(pad.state()).toMatchObject({ pressed: 2, acknowledged: 2, outstanding: 0 });
  });
});
