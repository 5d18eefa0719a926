import * as fc from 'fast-check';
import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import { describe, expect, it } from 'vitest';
import { logDriver } from '../testing/driver-log.ts';
import { referenceKeysDown } from '../testing/reference-hid.ts';
import { createHidFiveDriver, hidFive } from './driver.ts';
import { readLayout } from './report-layout.ts';
import { type SimulatedLayout, type SimulatedLayoutName, simulatedLayouts } from './simulated-layouts.ts';
import { createHidSimulator } from './simulator.ts';

const makes = Object.keys(simulatedLayouts) as SimulatedLayoutName[];
const layoutOf = (make: SimulatedLayoutName): SimulatedLayout => simulatedLayouts[make];

/** A driver that was told of a simulated pad, and that pad. */
function setUp(make: SimulatedLayoutName) {
  const probe = logDriver(createHidFiveDriver);
  probe.driver.describe?.({ serialNumber: 'SN-1', reportDescriptor: layoutOf(make).descriptor });
  const { clock, driver } = probe;
  const pad = createHidSimulator(make, {
    clock,
    random: new SeededRandom(1),
    send: (bytes) => driver.receive(bytes),
  });
  pad.plug();
  return { ...probe, pad };
}

describe('hid-five driver', () => {
  it.each(makes)('HI1 HI2 HI3: each key of a pad of make %s is its usage number, once', (make) => {
    const { pad, clock, keys, dropped } = setUp(make);
    for (const key of [1, 2, 3, 4, 5, 5]) {
      pad.press(key);
      clock.advance(100);
    }
    const numbers = layoutOf(make).usages;
    expect(keys()).toEqual([...numbers, numbers[4]]);
    expect(dropped).toEqual([]);
  });

  it.each(['bits', 'gamepad', 'array', 'bytes', 'lit', 'keyboard'] as const)(
    'HI5: two keys in one report of make %s are two presses, in the order of their numbers',
    (make) => {
      const { driver, keys } = setUp(make);
      const { usages, report } = layoutOf(make);
      const [first = 0, , , fourth = 0] = usages;
      driver.receive(report([fourth, first]));
      expect(keys()).toEqual([first, fourth]);
    },
  );

  it('HI5: a key that goes down while another is held is a press of its own', () => {
    const { pad, keys } = setUp('bits');
    pad.hold(2);
    pad.press(4);
    pad.release(2);
    expect(keys()).toEqual([2, 4]);
  });

  it('HI6 HI7: held, stuck and bouncing keys are one press each; the other keys go on', () => {
    const { pad, clock, keys } = setUp('bits');
    pad.bounce(3, 7);
    pad.stickKey(1);
    clock.advance(60_000);
    pad.press(5);
    pad.release(1);
    pad.press(1);
    clock.advance(1_000);
    pad.press(1);
    expect(keys()).toEqual([3, 1, 5, 1]);
  });

  it('HI4: a report that cannot be believed is dropped with its reason and presses nothing', () => {
    const { driver, keys, dropped } = setUp('keyboard');
    driver.receive(Uint8Array.of(0, 0, 1, 1, 1, 1, 1, 1));
    driver.receive(Uint8Array.of(0, 0, 0x1e));
    const consumer = setUp('consumer');
    consumer.driver.receive(Uint8Array.of(2, 0x23, 0x02));
    consumer.driver.receive(Uint8Array.of(9, 0xe9, 0));
    consumer.driver.receive(new Uint8Array());
    expect([...dropped, ...consumer.dropped]).toEqual([
      'roll-over',
      'short-report',
      'key-out-of-range',
      'unknown-report',
      'unknown-report',
    ]);
    expect([...keys(), ...consumer.keys()]).toEqual([]);
  });

  it('HI4: a report cut short presses nothing, also late and while the pad hangs', () => {
    const { pad, clock, keys, dropped } = setUp('gamepad');
    pad.wrongChecksum();
    pad.hold(2);
    pad.mute();
    pad.release(2);
    pad.unmute();
    pad.garble(Uint8Array.of(200, 1));
    pad.lateReply(40);
    pad.hold(3);
    expect(keys()).toEqual([]);
    clock.advance(40);
    expect(keys()).toEqual([3]);
    expect(dropped).toEqual(['short-report', 'unknown-report']);
  });

  it('HI8: without a descriptor every report is dropped, unless the address brings one', () => {
    const blind = logDriver(createHidFiveDriver);
    blind.driver.describe?.({ serialNumber: null, reportDescriptor: null });
    blind.driver.receive(Uint8Array.of(1));
    expect([blind.keys(), blind.dropped]).toEqual([[], ['no-descriptor']]);
    const descriptor = Buffer.from(layoutOf('bits').descriptor).toString('hex');
    const told = logDriver(createHidFiveDriver, { descriptor });
    told.driver.describe?.({ serialNumber: null, reportDescriptor: layoutOf('bytes').descriptor });
    told.driver.receive(Uint8Array.of(0b1000));
    expect(told.keys()).toEqual([4]);
  });

  it.each(['', 'abc', 'xx', '00'.repeat(4_097)])('HI8: descriptor=%j is refused with PAD_ADDRESS_INVALID', (text) => {
    expect(() => logDriver(createHidFiveDriver, { descriptor: text })).toThrow('PAD_ADDRESS_INVALID');
  });

  it('HI9: a pad with lights takes led and reset; keys are lit in the order of its descriptor', () => {
    const { driver, written } = setUp('lit');
    expect(driver.capabilities).toMatchObject({ leds: true, commands: new Set(['led', 'reset']) });
    driver.command({ type: 'led', key: 2, mode: 'blink' });
    driver.command({ type: 'led', key: 5, mode: 'on' });
    driver.command({ type: 'led', key: 2, mode: 'off' });
    driver.command({ type: 'led', key: 6, mode: 'on' });
    driver.command({ type: 'reset' });
    expect(written.map((report) => [...report])).toEqual([
      [7, 0b00010],
      [7, 0b10010],
      [7, 0b10000],
      [7, 0],
    ]);
  });

  it('HI9: where reports have no number, an output report begins with 0; a pad without lights takes nothing', () => {
    const keyboard = setUp('keyboard');
    keyboard.driver.command({ type: 'led', key: 1, mode: 'on' });
    expect(keyboard.written.map((report) => [...report])).toEqual([[0, 1]]);
    const { driver, written } = setUp('bits');
    expect(driver.capabilities).toMatchObject({ leds: false, heartbeat: false, walkUp: true, commands: new Set() });
    driver.command({ type: 'led', key: 1, mode: 'on' });
    driver.command({ type: 'reset' });
    driver.command({ type: 'thank' });
    driver.probe();
    driver.confirm({ boot: '', count: 0 });
    expect(written).toEqual([]);
  });

  it('HI10: a pad with a serial number has the same name wherever it is plugged in; keys must be learnt', () => {
    expect(setUp('bits').driver.unit).toBe('usb');
    expect(logDriver(createHidFiveDriver, {}, 'hid:/dev/hidraw0').driver.unit).toBe('hid:/dev/hidraw0');
    expect(hidFive).toMatchObject({ profile: 'hid-five', transports: ['hid'], keyMap: null });
  });

  it('HI11: a simulated pad says the same for the same verbs, and nothing without power', () => {
    const say = (): string => {
      const sent: number[][] = [];
      const pad = createHidSimulator('lit', {
        clock: new ManualClock(),
        random: new SeededRandom(1),
        send: (bytes) => void sent.push([...bytes]),
      });
      expect(pad.press(1)).toBeNull();
      pad.plug();
      pad.bounce(1, 2);
      pad.hold(2);
      pad.brownOut();
      pad.receive(Uint8Array.of(7, 1));
      pad.unplug();
      expect(pad.press(3)).toBeNull();
      expect(pad.state()).toMatchObject({ plugged: false, pressed: 2, heard: [] });
      return JSON.stringify(sent);
    };
    expect(say()).toBe(say());
    expect(say()).toBe(
      JSON.stringify([
        [7, 16],
        [7, 0],
        [7, 16],
        [7, 0],
        [7, 8],
      ]),
    );
  });
});

/** Descriptors that are nearly sound: a real one with some bytes changed. */
const descriptors = fc.oneof(
  fc.constantFrom(...makes).map((make) => layoutOf(make).descriptor),
  fc
    .tuple(fc.constantFrom(...makes), fc.array(fc.tuple(fc.nat(79), fc.nat(255)), { maxLength: 4 }))
    .map(([make, changes]) => {
      const bytes = layoutOf(make).descriptor.slice();
      for (const [at, value] of changes) bytes[at % bytes.length] = value;
      return bytes;
    }),
  fc.uint8Array({ maxLength: 120 }),
);

const reports = fc.array(fc.uint8Array({ maxLength: 12 }), { maxLength: 12 });

describe('hid reports of any kind', () => {
  it('HI4: whatever descriptor and reports say, nothing throws, and no press that the reference does not see', () => {
    fc.assert(
      fc.property(descriptors, reports, (descriptor, reports) => {
        const { driver, clock, presses } = logDriver(createHidFiveDriver);
        driver.describe?.({ serialNumber: null, reportDescriptor: descriptor });
        for (const report of reports) {
          clock.advance(1_000);
          const before = presses.length;
          driver.receive(report);
          const seen = (referenceKeysDown(descriptor, report) ?? []).map(([, key]) => key);
          for (const { key } of presses.slice(before)) expect(seen).toContain(key);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('HI1: a descriptor that is too long, cut or contradictory is none', () => {
    const { descriptor } = layoutOf('bits');
    expect(readLayout(new Uint8Array(4_097))).toEqual({ ok: false, error: 'bad-descriptor' });
    expect(readLayout(descriptor.subarray(0, 8))).toEqual({ ok: false, error: 'bad-descriptor' });
    expect(readLayout(Uint8Array.of(0x0c))).toEqual({ ok: false, error: 'bad-descriptor' });
    expect(readLayout(Uint8Array.of(0xfe, 9))).toEqual({ ok: false, error: 'bad-descriptor' });
    // 255 values of 255 bits.
    expect(readLayout(Uint8Array.of(0x75, 255, 0x95, 255, 0x81, 2))).toEqual({ ok: false, error: 'bad-descriptor' });
    expect(readLayout(Uint8Array.from({ length: 4_096 }, () => 0xa4))).toEqual({ ok: false, error: 'bad-descriptor' });
    expect(readLayout(Uint8Array.from({ length: 4_096 }, () => 0x08))).toEqual({ ok: false, error: 'bad-descriptor' });
    expect(readLayout(Uint8Array.of(0x05, 0x01, 0x81, 0x02))).toEqual({ ok: false, error: 'no-keys' });
    // 4,294,967,295 values of no bits at all.
    const endless = [0x05, 0x09, 0x19, 1, 0x29, 5, 0x75, 0, 0x97, 255, 255, 255, 255, 0x81, 2];
    expect(readLayout(Uint8Array.from(endless))).toEqual({ ok: false, error: 'no-keys' });
    // A long item, and a global state kept and taken back, change nothing.
    const longer = Uint8Array.from([0xfe, 1, 0, 9, 0xa4, 0xb4, ...descriptor]);
    expect(readLayout(longer)).toEqual(readLayout(descriptor));
  });

  it('HI2: usages of four bytes bring their page with them', () => {
    const hex = '05 01 09 05 a1 01 1b 01 00 09 00 2b 05 00 09 00 15 00 25 01 75 01 95 08 81 02 c0';
    const { driver, keys } = logDriver(createHidFiveDriver, { descriptor: hex.replaceAll(' ', '') });
    driver.receive(Uint8Array.of(0b10001));
    expect(keys()).toEqual([1, 5]);
  });

  it('HI3: an array may count from below zero', () => {
    const hex = '05 09 19 01 29 05 15 fe 25 02 75 08 95 01 81 00';
    const { driver, keys, clock } = logDriver(createHidFiveDriver, { descriptor: hex.replaceAll(' ', '') });
    for (const value of [0xfe, 0x7f, 0x02]) {
      driver.receive(Uint8Array.of(value));
      clock.advance(100);
    }
    expect(keys()).toEqual([1, 5]);
  });
});
