import * as fc from 'fast-check';
import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import { describe, expect, it } from 'vitest';
import { logDriver } from '../testing/driver-log.ts';
import { referenceKeysPressed } from '../testing/reference-evdev.ts';
import { encodeKeyEvent } from '../transport/input-event.ts';
import { createKeyStrokesDriver, ignoredKeys, keyStrokes } from './driver.ts';
import { createKeySimulator } from './simulator.ts';

const place = 'keys:/dev/input/by-id/usb-1a2c_Keypad-event-kbd';

function setUp(options: Readonly<Record<string, string>> = {}) {
  const probe = logDriver(createKeyStrokesDriver, options, place);
  const { clock, driver } = probe;
  const pad = createKeySimulator({ clock, random: new SeededRandom(1), send: (bytes) => driver.receive(bytes) });
  pad.plug();
  return { ...probe, pad };
}

/** An event of any kind. */
function event(type: number, code: number, value: number): Uint8Array {
  const bytes = encodeKeyEvent(code, false);
  const view = new DataView(bytes.buffer);
  view.setUint16(16, type, true);
  view.setInt32(20, value, true);
  return bytes;
}

describe('key-strokes driver', () => {
  it('KS1: a key is its code of linux/input-event-codes.h: digits, keypad, letters, function keys', () => {
    const { pad, clock, keys } = setUp();
    for (const key of [2, 6, 79, 75, 30, 59, 255]) {
      pad.press(key);
      clock.advance(100);
    }
    expect(keys()).toEqual([2, 6, 79, 75, 30, 59, 255]);
  });

  it('KS2: autorepeat is no press, however long a key is held', () => {
    const { pad, clock, keys } = setUp();
    pad.hold(2);
    clock.advance(5_000);
    pad.release(2);
    clock.advance(100);
    pad.press(2);
    expect(keys()).toEqual([2, 2]);
  });

  it('KS3: bouncing and stuck keys are one press; the other keys go on', () => {
    const { pad, clock, keys } = setUp();
    pad.bounce(3, 9);
    pad.stickKey(2);
    clock.advance(20_000);
    pad.press(4);
    pad.release(2);
    clock.advance(999);
    pad.press(2);
    clock.advance(1_000);
    pad.press(2);
    expect(keys()).toEqual([3, 2, 4, 2]);
    pad.unplug();
    expect(clock.pending).toBe(0);
  });

  it('KS4: after events were lost every key counts as released', () => {
    const { driver, keys, clock } = setUp();
    driver.receive(encodeKeyEvent(2, true));
    clock.advance(100);
    driver.receive(event(0, 3, 0));
    driver.receive(encodeKeyEvent(2, true));
    expect(keys()).toEqual([2, 2]);
  });

  it('KS5: Enter and the keys beside a choice are none, unless the address says otherwise', () => {
    const { pad, keys } = setUp();
    for (const key of ignoredKeys) pad.press(key);
    expect(keys()).toEqual([]);
    const all = setUp({ ignore: '' });
    all.pad.press(28);
    const some = setUp({ ignore: '2,28' });
    for (const key of [2, 3, 28, 29]) some.pad.press(key);
    expect([all.keys(), some.keys()]).toEqual([[28], [3, 29]]);
  });

  it.each(['x', '1,', ',', '256', '-1', '1;2'])('KS5: ignore=%s is refused with PAD_ADDRESS_INVALID', (ignore) => {
    expect(() => setUp({ ignore })).toThrow('PAD_ADDRESS_INVALID');
  });

  it('KS6: what is no key of a pad is dropped with its reason, what is no key at all is passed over', () => {
    const { driver, keys, dropped } = setUp();
    for (const bytes of [event(1, 256, 1), event(1, 0, 1), event(1, 2, 3), event(1, 2, -1)]) driver.receive(bytes);
    for (const bytes of [event(4, 4, 458_782), event(17, 0, 1), event(0, 0, 0), event(2, 0, 1)]) driver.receive(bytes);
    expect(dropped).toEqual(['key-out-of-range', 'key-out-of-range', 'bad-value', 'bad-value']);
    expect(keys()).toEqual([]);
  });

  it('KS6: any bytes, cut anywhere: nothing throws, and no press that the reference does not see', () => {
    const events = fc.tuple(fc.nat(2), fc.nat(300), fc.integer({ min: -1, max: 3 })).map((of) => event(...of));
    const streams = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.array(events).map((all) => Buffer.concat(all)),
    );
    fc.assert(
      fc.property(streams, fc.integer({ min: 1, max: 50 }), (stream, cut) => {
        const { driver, keys } = setUp({ ignore: '' });
        for (let at = 0; at < stream.length; at += cut) driver.receive(stream.subarray(at, at + cut));
        const whole = setUp({ ignore: '' });
        whole.driver.receive(stream);
        expect(keys()).toEqual(whole.keys());
        const seen = [...referenceKeysPressed(stream)];
        for (const key of keys()) {
          const at = seen.indexOf(key);
          expect(at).toBeGreaterThanOrEqual(0);
          seen.splice(0, at + 1);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('KS7: it takes no commands, has no heartbeat, and its keys must be learnt', () => {
    const { driver, written } = setUp();
    driver.probe();
    driver.confirm({ boot: '', count: 0 });
    driver.command({ type: 'arm', seconds: 5 });
    expect(written).toEqual([]);
    expect(driver.capabilities).toMatchObject({ heartbeat: false, leds: false, walkUp: true, commands: new Set() });
    expect(keyStrokes).toMatchObject({ profile: 'key-strokes', transports: ['keys'], keyMap: null });
  });

  it('KS8: a pad with a serial number has the same name wherever it is plugged in', () => {
    const { driver } = setUp();
    expect(driver.unit).toBe(place);
    driver.describe?.({ serialNumber: null, reportDescriptor: null });
    expect(driver.unit).toBe(place);
    driver.describe?.({ serialNumber: 'K-1', reportDescriptor: null });
    expect(driver.unit).toBe('usb');
  });

  it('KS9: a simulated keyboard repeats held keys after 250 ms every 33 ms, and forgets them without power', () => {
    const clock = new ManualClock();
    const values: number[] = [];
    const pad = createKeySimulator({
      clock,
      random: new SeededRandom(1),
      send: (bytes) => void values.push(new DataView(Uint8Array.from(bytes).buffer).getInt32(20, true)),
    });
    pad.plug();
    pad.hold(2);
    clock.advance(249);
    expect(values).toEqual([1]);
    clock.advance(1 + 33);
    expect(values).toEqual([1, 2, 2]);
    pad.brownOut();
    expect(clock.pending).toBe(0);
    expect(pad.state()).toMatchObject({ plugged: true, pressed: 1, armed: false });
  });
});
