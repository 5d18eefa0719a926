import type { SeededRandom } from '@pingjia/shared/testing';
import { hidFive } from '../hid-five/driver.ts';
import { simulatedLayouts } from '../hid-five/simulated-layouts.ts';
import { keyStrokes } from '../key-strokes/driver.ts';
import { referenceKeysPressed } from '../testing/reference-evdev.ts';
import { referenceKeysDown } from '../testing/reference-hid.ts';
import { encodeKeyEvent, inputEventBytes } from '../transport/input-event.ts';
import type { FuzzTarget } from './fuzz-target.ts';
import { noise } from './mangle.ts';

/** Keys that a pad may press, each by itself. */
const someKey = (random: SeededRandom): number => 2 + random.below(8);

/** Whole events, as the kernel gives them: keys, or fields of any value. */
function event(random: SeededRandom): Uint8Array {
  const dice = random.below(4);
  if (dice < 2) return encodeKeyEvent(someKey(random), dice === 0);
  const bytes = dice === 2 ? noise(inputEventBytes, random) : encodeKeyEvent(random.below(0x1_0000), true);
  if (random.below(2) === 0) bytes.set([random.below(8), 0], 16);
  return bytes;
}

const keyTarget: FuzzTarget = {
  family: keyStrokes,
  kind: 'stream',
  frame: event,
  piece: event,
  press: () => encodeKeyEvent(2, true),
  words: [],
  reference: (bytes) => referenceKeysPressed(bytes).map(String),
  describe: ({ key }) => String(key),
  filter: { release: encodeKeyEvent(2, false), pace: 40 },
};

const { descriptor, report, usages } = simulatedLayouts.keyboard;

const someUsage = (random: SeededRandom): number => usages[random.below(usages.length)] ?? 0;

const anyReport = (random: SeededRandom): Uint8Array =>
  report(Array.from({ length: random.below(3) }, () => someUsage(random)));

/** Ascending, as the keys of one report are told. */
function keysDown(bytes: Uint8Array): readonly number[] {
  return (referenceKeysDown(descriptor, bytes) ?? []).map(([, key]) => key).sort((a, b) => a - b);
}

const hidTarget: FuzzTarget = {
  family: hidFive,
  kind: 'messages',
  options: { descriptor: Buffer.from(descriptor).toString('hex') },
  frame: anyReport,
  press: (random) => report([someUsage(random)]),
  words: ['\0', '\0\0', '\x01', '\x1e', '\x22', '\x65', '\xff', '\0\0\x1e\0\0\0\0\0'],
  reference: (bytes) => keysDown(bytes).map(String),
  describe: ({ key }) => String(key),
  filter: { release: report([]), pace: 40 },
};

export const filteredTargets: readonly FuzzTarget[] = [hidTarget, keyTarget];
