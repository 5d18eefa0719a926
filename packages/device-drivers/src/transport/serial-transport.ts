import { access } from 'node:fs/promises';
import { type Clock, err, fault, type Fault, ok, type Result, systemClock } from '@pingjia/shared';
import { type Connection, createTransport } from './create-transport.ts';
import { denied } from './denied.ts';
import { type LineSettings, usualLine } from './line-settings.ts';
import { SerialPort, systemSerialPorts } from './native-serial-port.ts';
import { serialOpenFault } from './serial-open-fault.ts';
import { findSerialPort, type SerialPlace } from './serial-place.ts';
import type { SerialPorts } from './serial-ports.ts';
import type { Transport, TransportHandlers } from './transport.ts';
import { watchPresence } from './watch-presence.ts';

export type SerialOptions = SerialPlace & {
  /** Where a port is looked up that is named by what is plugged in; this machine's own unless told. */
  readonly ports?: SerialPorts;
  /** Bits per second; 9600 unless told. */
  readonly baudRate?: number;
  /** 8 data bits, no parity, 1 stop bit unless told. */
  readonly settings?: LineSettings;
  /** This machine's own unless told. */
  readonly clock?: Clock;
};

/** A serial port, locked against other programs that lock too. Opening discards what the port had buffered. */
export function createSerialTransport({
  ports = systemSerialPorts,
  baudRate = 9_600,
  settings = usualLine,
  clock = systemClock,
  ...place
}: SerialOptions): Transport {
  return createTransport(async (handlers) => {
    if ('path' in place) return connect(place.path, { baudRate, ...settings }, clock, handlers);
    const found = await findSerialPort(place.usb, ports);
    if (!found.ok) return found;
    handlers.described?.({ serialNumber: found.value.serialNumber, reportDescriptor: null });
    return connect(found.value.path, { baudRate, ...settings }, clock, handlers);
  });
}

type Speech = LineSettings & { readonly baudRate: number };

async function connect(
  path: string,
  speech: Speech,
  clock: Clock,
  handlers: TransportHandlers,
): Promise<Result<Connection>> {
  const port = new SerialPort({
    path,
    ...speech,
    lock: true,
    autoOpen: false,
  });
  // For the life of the port: without a reader it never notices a pulled cable, without an error handler it throws.
  port.on('data', (bytes: Buffer) => handlers.data(bytes));
  let failure: Error | null = null;
  const over = (cause?: Error | null): void => {
    failure = cause ?? failure;
    void shut(port)
      .then(() => whyClosed(path, failure))
      .then((reason) => handlers.closed(reason));
  };
  port.on('error', over);
  // Closed by a failure of its own stream it tells so early, and without the reason.
  port.on('close', over);
  const refused = await new Promise<Error | null>((resolve) => port.open(resolve));
  if (refused === null) {
    port.once(
      'close',
      watchPresence(path, clock, () => over(new Error('the device is gone'))),
    );
    return ok(connectionOf(port, path));
  }
  const why = serialOpenFault(refused.message, path);
  const locked = why.code === 'PAD_PERMISSION_DENIED';
  return err(locked ? await denied({ kind: 'serial', path, vid: null, pid: null }) : why);
}

function connectionOf(port: SerialPort, path: string): Connection {
  return {
    async write(bytes) {
      // The stream's own write keeps bytes of a closed port for its next opening.
      if (!port.isOpen) return err(fault('PAD_IO_FAILED', 'the port is closed'));
      const failure = await new Promise<Error | null | undefined>((resolve) => port.write(bytes, resolve));
      return failure ? err(await whyFailed(path, failure)) : ok();
    },
    close: () => shut(port),
  };
}

function shut(port: SerialPort): Promise<void> {
  return new Promise((resolve) => {
    if (port.isOpen) port.close(() => resolve());
    else if (port.closing) port.once('close', () => resolve());
    else resolve();
  });
}

function whyClosed(path: string, error: Error | null): Promise<Fault | null> {
  return error === null ? Promise.resolve(null) : whyFailed(path, error);
}

/** What a failure of the port means: a device that is gone, or one that is there and fails. */
function whyFailed(path: string, error: Error): Promise<Fault> {
  return access(path).then(
    () => fault('PAD_IO_FAILED', error.message),
    () => fault('PAD_NOT_FOUND', path),
  );
}
