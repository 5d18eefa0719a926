import { access } from 'node:fs/promises';
import { err, type Fault, fault, ok, type Result } from '@pingjia/shared';
import { SerialPort } from 'serialport';
import { type Connection, createTransport } from './create-transport.ts';
import { serialOpenFault } from './serial-open-fault.ts';
import type { Transport, TransportHandlers } from './transport.ts';

export interface SerialOptions {
  /** /dev/ttyUSB0, COM3. */
  readonly path: string;
  /** Bits per second; 9600 unless told. Always 8 data bits, no parity, 1 stop bit. */
  readonly baudRate?: number;
}

/** A serial port, locked against other programs that lock too. Opening discards what the port had buffered. */
export function createSerialTransport({ path, baudRate = 9_600 }: SerialOptions): Transport {
  return createTransport((handlers) => connect(path, baudRate, handlers));
}

function connect(path: string, baudRate: number, handlers: TransportHandlers): Promise<Result<Connection>> {
  const port = new SerialPort({
    path,
    baudRate,
    dataBits: 8,
    parity: 'none',
    stopBits: 1,
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
  return new Promise((resolve) => {
    port.open((error) => resolve(error === null ? ok(connectionOf(port)) : err(serialOpenFault(error.message, path))));
  });
}

function connectionOf(port: SerialPort): Connection {
  return {
    write: (bytes) =>
      new Promise((resolve) => {
        // The stream's own write keeps bytes of a closed port for its next opening.
        if (!port.isOpen) return resolve(err(fault('PAD_IO_FAILED', 'the port is closed')));
        port.write(bytes, (error) => resolve(error ? err(fault('PAD_IO_FAILED', error.message)) : ok()));
      }),
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

/** After a pulled USB cable reads may go on empty-handed without an error; the next write, a heartbeat's, then fails. */
async function whyClosed(path: string, error: Error | null): Promise<Fault | null> {
  if (error === null) return null;
  return access(path).then(
    () => fault('PAD_IO_FAILED', error.message),
    () => fault('PAD_NOT_FOUND', path),
  );
}
