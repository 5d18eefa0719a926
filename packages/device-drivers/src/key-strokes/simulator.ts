import type { Cancel } from '@pingjia/shared';
import { createEdgePad } from '../simulate/edge-pad.ts';
import type { SimulatedDevice, SimulatedPad, SimulatedPadOptions } from '../simulate/simulated-pad.ts';
import { encodeKeyEvent, inputEventBytes } from '../transport/input-event.ts';

/** Milliseconds: what Linux and most keyboards do with a key that stays down. */
export const autorepeat = { delay: 250, interval: 33 } as const;

/** A keyboard as the kernel tells of it: key n types its evdev code n, a key that stays down repeats. */
export function createKeySimulator(options: SimulatedPadOptions): SimulatedPad {
  const { clock } = options;
  const pad = createEdgePad(options, (body) => {
    const repeating = new Map<number, Cancel>();
    const synced = (event: Uint8Array): void => body.say(Buffer.concat([event, new Uint8Array(inputEventBytes)]));

    function repeatLater(key: number, wait: number): void {
      const cancel = clock.after(wait, () => {
        synced(keyEvent(key, 2));
        repeatLater(key, autorepeat.interval);
      });
      repeating.set(key, cancel);
    }

    return {
      edge(key, down) {
        repeating.get(key)?.();
        synced(encodeKeyEvent(key, down.has(key)));
        if (down.has(key)) repeatLater(key, autorepeat.delay);
      },
      hear: () => undefined,
      powerOff() {
        for (const cancel of repeating.values()) cancel();
      },
    };
  });
  return { ...pad.verbs, state: () => ({ ...pad.tally, armed: false }) };
}

function keyEvent(code: number, value: number): Uint8Array {
  const event = encodeKeyEvent(code, true);
  const view = new DataView(event.buffer);
  view.setInt32(20, value, true);
  return event;
}

export const keyStrokesSimulator: SimulatedDevice = {
  name: 'key-strokes',
  line: 'keys',
  keys: { least: 1, most: 255 },
  create: createKeySimulator,
};
