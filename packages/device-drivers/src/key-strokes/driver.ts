import { err, fault, ok, type Result } from '@pingjia/shared';
import { createKeyFilter } from '../key-filter.ts';
import type { CreatePadDriver, PadCapabilities, PadFamily } from '../pad-driver.ts';
import { createPressNames } from '../press-names.ts';
import { unitOf } from '../usb-unit.ts';
import { createInputEventReader } from './input-event-reader.ts';

const capabilities: PadCapabilities = {
  leds: false,
  voice: false,
  screen: false,
  cardReader: false,
  heartbeat: false,
  commands: new Set(),
  walkUp: true,
};

/**
 * Keys that pads send around a choice, never as one: Enter and its keypad twin, Tab, Ctrl, Shift, Alt, Caps Lock, Num Lock
 * (linux/input-event-codes.h). Option `ignore` names others.
 */
export const ignoredKeys: readonly number[] = [15, 28, 29, 42, 54, 56, 58, 69, 96, 97, 100];

/** Driver of pads that type. Option `ignore`: key codes that are no choice, separated by commas. */
export const createKeyStrokesDriver: CreatePadDriver = ({ options, place, clock, random, events }) => {
  const ignored = parseIgnored(options['ignore']);
  if (!ignored.ok) return ignored;
  const filter = createKeyFilter(clock);
  const nextName = createPressNames(random);
  let unit = place;
  const reader = createInputEventReader({
    stroke(stroke) {
      if (stroke.type === 'lost') return filter.forget();
      const { code, down } = stroke;
      if (!ignored.value.has(code) && filter.edge(code, down) === 'press') events.press({ ...nextName(), key: code });
    },
    dropped: (reason) => events.dropped(reason),
  });

  return ok({
    get unit() {
      return unit;
    },
    capabilities,
    describe({ serialNumber }) {
      unit = unitOf(serialNumber, place);
    },
    receive: (bytes) => reader.push(bytes),
    probe: () => undefined,
    confirm: () => undefined,
    command: () => undefined,
  });
};

export const keyStrokes: PadFamily = {
  profile: 'key-strokes',
  transports: ['keys'],
  createDriver: createKeyStrokesDriver,
  keyMap: null,
};

function parseIgnored(text: string | undefined): Result<ReadonlySet<number>> {
  if (text === undefined) return ok(new Set(ignoredKeys));
  const codes = text === '' ? [] : text.split(',');
  const wrong = codes.find((code) => !/^\d{1,3}$/.test(code) || Number(code) > 255);
  return wrong === undefined ? ok(new Set(codes.map(Number))) : err(fault('PAD_ADDRESS_INVALID', `ignore=${text}`));
}
