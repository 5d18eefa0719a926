import { type PadAddress, parsePadAddress } from '@pingjia/shared';
import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import type { SimulatedLayoutName } from '../src/hid-five/simulated-layouts.ts';
import { createHidSimulator, type HidSimulator } from '../src/hid-five/simulator.ts';
import { createPadSupervisor } from '../src/supervisor/create-pad-supervisor.ts';
import type { PadSupervisor } from '../src/supervisor/pad-supervisor.ts';
import { createMemoryHid, type MemoryHidDevice } from '../src/testing/memory-hid.ts';
import { createTransportFinder, systemTransportParts } from '../src/transport/transport-for-address.ts';
import { createWindowKeys, type WindowKeys } from '../src/transport/window-keys.ts';

export interface DeviceWorld {
  readonly clock: ManualClock;
  readonly simulator: HidSimulator;
  readonly supervisor: PadSupervisor;
  readonly windowKeys: WindowKeys;
  /** From now on the HID pad takes no reports. */
  stall(): void;
  /** Found, lost and pressed in the order they were told, such as "press hid-five:SN-0001:usb 5". */
  readonly told: string[];
}

/** A supervised pad that is a device of this machine; the HID pad starts unplugged, the supervisor stopped. */
export async function withDevicePad(
  text: string,
  act: (world: DeviceWorld) => Promise<void>,
  make: SimulatedLayoutName = 'bits',
): Promise<void> {
  const clock = new ManualClock();
  const random = new SeededRandom(1);
  const memory = createMemoryHid();
  const windowKeys = createWindowKeys();
  const told: string[] = [];
  let plugged: MemoryHidDevice | undefined;
  let times = 0;
  let stalled = false;
  const simulator: HidSimulator = createHidSimulator(make, {
    clock,
    random,
    send: (bytes) => plugged?.report(bytes),
    power(on) {
      if (!on) return plugged?.unplug();
      // Linux numbers devices anew with every plugging.
      plugged = memory.plug({ path: `/dev/hidraw${times++}` }, simulator.descriptor, (report) => {
        if (stalled) throw new Error('stalled');
        simulator.receive(report);
      });
    },
  });
  const supervisor = createPadSupervisor({
    address: addressOf(text),
    openTransport: createTransportFinder({ ...systemTransportParts, clock, hidDevices: memory.devices, windowKeys }),
    clock,
    random,
    listener: {
      found: ({ padId }) => void told.push(`found ${padId}`),
      lost: ({ padId, reason }) => void told.push(`lost ${padId} ${reason}`),
      press: ({ padId, key }) => void told.push(`press ${padId} ${key}`),
      state: () => undefined,
    },
  });
  const stall = (): void => void (stalled = true);
  await act({ clock, simulator, supervisor, windowKeys, stall, told });
  await supervisor.stop();
}

function addressOf(text: string): PadAddress {
  const address = parsePadAddress(text);
  if (!address.ok) throw new Error(text);
  return address.value;
}
