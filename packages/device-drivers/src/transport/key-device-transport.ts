import { constants, readSync } from 'node:fs';
import { type FileHandle, open, realpath } from 'node:fs/promises';
import { type Cancel, type Clock, err, type Fault, fault, ok, type Result } from '@pingjia/shared';
import { type Connection, createTransport } from './create-transport.ts';
import { denied } from './denied.ts';
import { holdDevice } from './held-devices.ts';
import { type InputEventLayout, layoutBytes, widen } from './input-event.ts';
import type { KeyDevices } from './key-devices.ts';
import type { Transport, TransportHandlers } from './transport.ts';

/**
 * Milliseconds between two looks at the device. Waiting in the kernel would hold one of Node's four file threads, which the
 * journal's writes need too.
 */
export const keyPollInterval = 8;

/** Events taken at one look; the rest waits for the next, so that a flood cannot hold the program. */
const eventsAtOnce = 64;

export interface KeyDeviceOptions {
  /** /dev/input/by-id/…-event-kbd. */
  readonly path: string;
  readonly clock: Clock;
  readonly devices: KeyDevices;
  /** This machine's own unless told. */
  readonly layout?: InputEventLayout;
}

/** Key strokes of one Linux input device, as a stream of `struct input_event` in its wide form. Read only. */
export function createKeyDeviceTransport(options: KeyDeviceOptions): Transport {
  return createTransport((handlers) => connect(options, handlers));
}

/** Machines with 32-bit words lay the structure out narrow. */
const ownLayout: InputEventLayout = process.arch === 'arm' || process.arch === 'ia32' ? 'narrow' : 'wide';

async function connect(options: KeyDeviceOptions, handlers: TransportHandlers): Promise<Result<Connection>> {
  const { path, clock, devices, layout = ownLayout } = options;
  const device = await devices.facts(path);
  const release = holdDevice(devices, await realpath(path).catch(() => path));
  if (release === undefined) return err(fault('PAD_BUSY', path));
  const opened = await openQuietly(path);
  if (opened instanceof Error) release();
  else {
    handlers.described?.({ serialNumber: device?.serialNumber ?? null, reportDescriptor: null });
    return ok(follow(opened, { path, clock, layout, release }, handlers));
  }
  if (opened.code === 'EACCES' || opened.code === 'EPERM') {
    return err(await denied({ kind: 'keys', path, vid: device?.vid ?? null, pid: device?.pid ?? null }));
  }
  const nothing = ['ENOENT', 'ENODEV', 'ENXIO', 'ENOTDIR'].includes(opened.code ?? '');
  return err(nothing ? fault('PAD_NOT_FOUND', path) : fault('PAD_IO_FAILED', opened.message));
}

async function openQuietly(path: string): Promise<FileHandle | NodeJS.ErrnoException> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stats = await file.stat();
    if (stats.isCharacterDevice() || stats.isFIFO()) return file;
    await file.close();
    return new Error(`${path} is no input device`);
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
}

interface Following {
  readonly path: string;
  readonly clock: Clock;
  readonly layout: InputEventLayout;
  readonly release: () => void;
}

function follow(
  file: FileHandle,
  { path, clock, layout, release }: Following,
  handlers: TransportHandlers,
): Connection {
  const buffer = new Uint8Array(layoutBytes[layout] * eventsAtOnce);
  let cancel: Cancel = clock.after(keyPollInterval, look);
  let closing: Promise<void> | undefined;

  function look(): void {
    const read = readNow(file.fd, buffer);
    if (read instanceof Error || read === 0) return end(read === 0 ? fault('PAD_NOT_FOUND', path) : lost(read, path));
    if (read !== null) handlers.data(widen(buffer.subarray(0, read), layout));
    if (closing === undefined) cancel = clock.after(keyPollInterval, look);
  }

  function close(): Promise<void> {
    cancel();
    closing ??= file.close().finally(release);
    return closing;
  }

  function end(reason: Fault): void {
    void close().then(() => handlers.closed(reason));
  }

  return { write: () => Promise.resolve(err(fault('PAD_IO_FAILED', 'a keyboard is only read'))), close };
}

/** Bytes read; null when there are none yet. */
function readNow(fd: number, buffer: Uint8Array): number | null | NodeJS.ErrnoException {
  try {
    return readSync(fd, buffer, 0, buffer.length, null);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EAGAIN' ? null : (error as NodeJS.ErrnoException);
  }
}

/** evdev answers ENODEV once the device was pulled. */
function lost(error: NodeJS.ErrnoException, path: string): Fault {
  return error.code === 'ENODEV' || error.code === 'EIO'
    ? fault('PAD_NOT_FOUND', path)
    : fault('PAD_IO_FAILED', error.message);
}
