import { err, fault, ok } from '@pingjia/shared';
import type { HidDeviceFacts, HidDevices, HidHandlers } from '../transport/hid-devices.ts';
import { type ByteLog, createByteLog } from './byte-log.ts';

/** A HID device that is plugged into nothing but memory. */
export interface MemoryHidDevice {
  readonly facts: HidDeviceFacts;
  /** Output reports it was sent since it was opened. */
  log(): ByteLog;
  report(bytes: Uint8Array): void;
  unplug(): void;
}

export interface MemoryHid {
  readonly devices: HidDevices;
  /** `hear`: takes the output reports. */
  plug(
    facts: Partial<HidDeviceFacts>,
    descriptor: Uint8Array | null,
    hear?: (report: Uint8Array) => void,
  ): MemoryHidDevice;
}

interface Plugged {
  readonly device: MemoryHidDevice;
  readonly descriptor: Uint8Array | null;
  readonly hear: (report: Uint8Array) => void;
}

const someFacts: HidDeviceFacts = {
  path: '/dev/hidraw0',
  vid: '1209',
  pid: '5b5b',
  serialNumber: 'SN-0001',
  name: 'Five Button Pad',
  interface: 0,
  usagePage: 0xff00,
  usage: 1,
  usbPort: '1-1:1.0',
};

/** The HID devices of a machine that has none. */
export function createMemoryHid(): MemoryHid {
  const plugged = new Map<string, Plugged>();
  const open = new Map<string, HidHandlers>();
  const logs = new Map<string, ByteLog>();

  return {
    devices: {
      list: () => Promise.resolve([...plugged.values()].map(({ device }) => device.facts)),
      open(path, handlers) {
        const found = plugged.get(path);
        if (found === undefined) return Promise.resolve(err(fault('PAD_NOT_FOUND', path)));
        const log = createByteLog();
        logs.set(path, log);
        open.set(path, handlers);
        return Promise.resolve(
          ok({
            write: async (report) => {
              log.data(report);
              found.hear(report);
            },
            close: async () => void (open.get(path) === handlers && open.delete(path)),
          }),
        );
      },
      descriptor: (path) => Promise.resolve(plugged.get(path)?.descriptor ?? null),
    },
    plug(given, descriptor, hear = () => undefined) {
      const facts = { ...someFacts, ...given };
      const { path } = facts;
      const device: MemoryHidDevice = {
        facts,
        log: () => logs.get(path) ?? createByteLog(),
        report: (bytes) => open.get(path)?.report(bytes.slice()),
        unplug() {
          plugged.delete(path);
          open.get(path)?.failed('could not read from HID device');
        },
      };
      plugged.set(path, { device, descriptor, hear });
      return device;
    },
  };
}
