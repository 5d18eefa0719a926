import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import { describe, expect, it } from 'vitest';
import { readExampleProfile } from '../fuzz/example-profiles.ts';
import type { SimulatedPress } from '../simulate/simulated-pad.ts';
import { createProfileDriver } from './profile-driver.ts';
import { parseProfile } from './parse-profile.ts';
import type { Profile } from './profile-schema.ts';
import { createProfileSimulation, reportInterval } from './simulator.ts';

/** A simulated pad and its driver on one wire; presses are confirmed where `confirms` says so. */
function wire(profile: Profile, confirms = true) {
  const simulation = createProfileSimulation(profile);
  if (!simulation.ok) throw new Error(simulation.error);
  const clock = new ManualClock();
  const random = new SeededRandom(1);
  const told: string[] = [];
  const settled: SimulatedPress[] = [];
  const pad = simulation.value.create({
    clock,
    random,
    send: (bytes) => made.value.receive(bytes),
    settled: (press) => void settled.push(press),
  });
  const created = createProfileDriver(profile)({
    options: {},
    place: 'serial:wire',
    clock,
    random,
    write: (bytes) => pad.receive(bytes),
    events: {
      press(press) {
        told.push(`press ${press.key}`);
        if (confirms) made.value.confirm(press);
      },
      identified: ({ serialNumber, firmware }) => void told.push(`alive ${serialNumber} ${firmware}`),
      rebooted: () => void told.push('rebooted'),
      acknowledged: (command) => void told.push(command),
      dropped: (reason) => void told.push(`dropped ${reason}`),
      ignored: () => void told.push('ignored'),
    },
  });
  if (!created.ok) throw new Error(created.error.code);
  const made = created;
  return { pad, clock, driver: made.value, told, settled };
}

const binary = readExampleProfile('addressed-binary');
const text = readExampleProfile('text-line');

describe('a pad simulated from its profile', () => {
  it('PF22: every key it presses is read as that key, and settled when it is confirmed', () => {
    const { pad, told, settled, clock } = wire(binary);
    pad.plug();
    told.length = 0;
    for (let key = 0; key < 256; key += 1) {
      pad.press(key);
      clock.advance(30);
    }
    expect(told.filter((event) => event.startsWith('press'))).toEqual(
      Array.from({ length: 256 }, (_, key) => `press ${key}`),
    );
    expect(settled.every(({ outcome }) => outcome === 'acknowledged')).toBe(true);
    expect(pad.state()).toMatchObject({ pressed: 256, acknowledged: 256, outstanding: 0 });
  });

  it('PF22: unconfirmed it reports again, and gives up after the answer window', () => {
    const { pad, told, settled, clock } = wire(binary, false);
    pad.plug();
    told.length = 0;
    pad.press(3);
    clock.advance(reportInterval * 2);
    expect(told).toEqual(['press 3', 'press 3', 'press 3']);
    clock.advance(60_000);
    expect(settled.map(({ outcome }) => outcome)).toEqual(['gave-up']);
  });

  it('PF22: it obeys the profile’s commands', () => {
    const { pad, driver, told, clock } = wire(binary);
    pad.plug();
    expect(told).toEqual(['rebooted', 'alive 000001 null']);
    driver.probe();
    clock.advance(20);
    driver.command({ type: 'arm', seconds: 30 });
    clock.advance(20);
    expect(pad.state()).toMatchObject({ armed: true });
    clock.advance(30_000);
    expect(pad.state()).toMatchObject({ armed: false });
    driver.command({ type: 'say', phrase: 'thanks' });
    clock.advance(20);
    expect(pad.state()).toMatchObject({ shown: 'say', ignored: 0 });
    expect(told.slice(2)).toEqual(['alive 000001 null', 'ack', 'ack']);
  });

  it('PF22: takes the physical verbs', () => {
    const { pad, told, clock } = wire(text);
    pad.plug();
    pad.hold(5);
    pad.press(5);
    pad.release(5);
    clock.advance(300);
    pad.bounce(4, 6);
    pad.stickKey(3);
    pad.press(3);
    pad.wrongChecksum();
    pad.press(2);
    clock.advance(600);
    pad.garble(Uint8Array.of(1, 2, 3));
    pad.mute();
    pad.press(1);
    pad.unmute();
    pad.lateReply(1_000);
    pad.press(9);
    clock.advance(999);
    expect(told.filter((event) => event.startsWith('press'))).toEqual(['press 5', 'press 4', 'press 3']);
    clock.advance(1);
    expect(told.at(-1)).toBe('press 9');
    pad.brownOut();
    pad.unplug();
    expect(pad.press(1)).toBeNull();
    expect(told.filter((event) => event === 'rebooted')).toHaveLength(2);
  });

  it('PF22: a wrong checksum is dropped and told', () => {
    const { pad, told } = wire(binary);
    pad.plug();
    pad.wrongChecksum();
    pad.press(4);
    expect(told.slice(2)).toEqual(['dropped bad-checksum']);
  });

  it('PF22: a profile whose frames cannot be made says so', () => {
    const parsed = parseProfile(
      JSON.stringify({
        profile: 1,
        name: 'odd',
        version: '1',
        framing: { kind: 'delimiter', start: '02', end: '03', max: 8 },
        messages: [{ means: 'press', size: 3, key: { at: 4 } }],
      }),
    );
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    expect(createProfileSimulation(parsed.value)).toMatchObject({
      ok: false,
      error: expect.stringContaining('means press'),
    });
  });
});
