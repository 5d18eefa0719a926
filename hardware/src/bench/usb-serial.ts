import { createConnection } from 'node:net';
import { type ByteLog, createByteLog } from '@pingjia/device-drivers/testing/byte-log';
import type { Monitor } from '../qemu/monitor.ts';
import { type Cable, cableSocket } from './bench-places.ts';

/** An FTDI adapter (0403:6001) and what stands at its far end. */
export interface UsbSerial {
  readonly serialNumber: string;
  /** Puts it into a USB socket of the guest. */
  plug(): Promise<void>;
  /** Pulls it out; nothing happens when it is not in. */
  pull(): Promise<void>;
  /** What the guest sent since it was plugged in. */
  log(): ByteLog;
  /** Calls the listener with what the guest sends from now on. */
  listen(listener: (bytes: Uint8Array) => void): void;
  send(bytes: Uint8Array): void;
  dispose(): Promise<void>;
}

export async function createUsbSerial(hand: Monitor, folder: string, cable: Cable): Promise<UsbSerial> {
  const serialNumber = `FT-${cable.toUpperCase()}`;
  let isIn = false;
  let log = createByteLog();
  const listeners = new Set<(bytes: Uint8Array) => void>();
  const socket = createConnection({ path: cableSocket(folder, cable) });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  socket.on('data', (bytes) => {
    log.data(bytes);
    for (const listener of listeners) listener(bytes);
  });

  async function pull(): Promise<void> {
    if (!isIn) return;
    isIn = false;
    await hand.pull(cable);
  }

  return {
    serialNumber,
    async plug() {
      if (isIn) return;
      log = createByteLog();
      await hand.plug('usb-serial', cable, {
        chardev: cable,
        bus: 'usb.0',
        serial: serialNumber,
        // An adapter is there whether or not somebody is at its far end.
        'always-plugged': true,
      });
      isIn = true;
    },
    pull,
    log: () => log,
    listen: (listener) => void listeners.add(listener),
    send: (bytes) => void socket.write(bytes),
    async dispose() {
      await pull();
      socket.destroy();
    },
  };
}
