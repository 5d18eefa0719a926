import { createEdgePad } from '../simulate/edge-pad.ts';
import type {
  SimulatedDevice,
  SimulatedPad,
  SimulatedPadOptions,
  SimulatedPadState,
} from '../simulate/simulated-pad.ts';
import { type SimulatedLayout, type SimulatedLayoutName, simulatedLayouts } from './simulated-layouts.ts';

export interface HidSimulatorState extends SimulatedPadState {
  /** The output reports it heard since its power-on. */
  readonly heard: readonly Uint8Array[];
}

export interface HidSimulator extends SimulatedPad {
  readonly descriptor: Uint8Array;
  state(): HidSimulatorState;
}

/** Output reports that are remembered. */
const maxHeard = 100;

/** A HID pad with keys 1–5, left to right. It tells bounces as they are; a key held or stuck stays down. */
export function createHidSimulator(make: SimulatedLayoutName, options: SimulatedPadOptions): HidSimulator {
  const layout: SimulatedLayout = simulatedLayouts[make];
  let heard: Uint8Array[] = [];
  const pad = createEdgePad(options, (body) => ({
    edge: (_key, down) => body.say(layout.report(Array.from(down, (key) => layout.usages[key - 1] ?? 0))),
    hear(bytes) {
      heard = [...heard, bytes.slice()].slice(-maxHeard);
    },
    powerOff() {
      heard = [];
    },
  }));
  return { ...pad.verbs, descriptor: layout.descriptor, state: () => ({ ...pad.tally, armed: false, heard }) };
}

const isMake = (name: string): name is SimulatedLayoutName => Object.hasOwn(simulatedLayouts, name);

/** Option `layout`: a name of simulatedLayouts, `bits` unless told. Throws for another. */
export const hidFiveSimulator: SimulatedDevice = {
  name: 'hid-five',
  line: 'hid',
  keys: { least: 1, most: 5 },
  create(options) {
    const layout = options.options?.['layout'] ?? 'bits';
    if (!isMake(layout)) throw new RangeError(`layout=${layout}; one of ${Object.keys(simulatedLayouts).join(', ')}`);
    return createHidSimulator(layout, options);
  },
};
