import { err, fault, ok, type Result } from '@pingjia/shared';
import { createKeyFilter } from '../key-filter.ts';
import type { PadCommandType } from '../pad-command.ts';
import type { CreatePadDriver, PadCapabilities, PadFamily } from '../pad-driver.ts';
import { createPressNames } from '../press-names.ts';
import { unitOf } from '../usb-unit.ts';
import { createKeyState } from './key-state.ts';
import { createLightBoard, type LightBoard } from './light-board.ts';
import { type LayoutFault, maxDescriptorBytes, readLayout, type ReportLayout } from './report-layout.ts';
import { readReport } from './report.ts';

const dark: ReadonlySet<PadCommandType> = new Set();
const lit: ReadonlySet<PadCommandType> = new Set(['led', 'reset']);

/** Driver of HID pads. Option `descriptor`: the report descriptor in hexadecimal, where the system does not show it. */
export const createHidFiveDriver: CreatePadDriver = ({ options, place, clock, random, events, write }) => {
  const given = parseDescriptor(options['descriptor']);
  if (!given.ok) return given;
  const filter = createKeyFilter(clock);
  const nextName = createPressNames(random);
  const keys = createKeyState();
  let layout: Result<ReportLayout, LayoutFault> = readLayout(given.value);
  let lights: LightBoard | null = layout.ok ? createLightBoard(layout.value) : null;
  let unit = place;

  return ok({
    get unit() {
      return unit;
    },
    get capabilities() {
      return capabilitiesOf(lights);
    },
    describe({ serialNumber, reportDescriptor }) {
      unit = unitOf(serialNumber, place);
      if (reportDescriptor === null || given.value.length > 0) return;
      layout = readLayout(reportDescriptor);
      lights = layout.ok ? createLightBoard(layout.value) : null;
    },
    receive(bytes) {
      if (!layout.ok) return events.dropped(layout.error);
      const report = readReport(layout.value, bytes);
      if (!report.ok) return events.dropped(report.error);
      if (report.value === null) return;
      for (const { key, down } of keys.take(report.value)) {
        if (filter.edge(key, down) === 'press') events.press({ ...nextName(), key });
      }
    },
    probe: () => undefined,
    confirm: () => undefined,
    command(command) {
      if (command.type === 'led') {
        const report = lights?.set(command.key, command.mode);
        if (report) write(report);
      }
      if (command.type === 'reset') for (const report of lights?.clear() ?? []) write(report);
    },
  });
};

export const hidFive: PadFamily = {
  profile: 'hid-five',
  transports: ['hid'],
  createDriver: createHidFiveDriver,
  keyMap: null,
};

function capabilitiesOf(lights: LightBoard | null): PadCapabilities {
  const leds = lights !== null && lights.count > 0;
  return {
    leds,
    voice: false,
    screen: false,
    cardReader: false,
    heartbeat: false,
    commands: leds ? lit : dark,
    walkUp: true,
  };
}

function parseDescriptor(hex: string | undefined): Result<Uint8Array> {
  if (hex === undefined) return ok(new Uint8Array());
  const sound = /^(?:[0-9a-f]{2})+$/i.test(hex) && hex.length <= 2 * maxDescriptorBytes;
  return sound ? ok(Buffer.from(hex, 'hex')) : err(fault('PAD_ADDRESS_INVALID', 'descriptor is no hexadecimal bytes'));
}
