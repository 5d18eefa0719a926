import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { systemClock } from '@pingjia/shared';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createByteLog } from '../testing/byte-log.ts';
import { describeTransport } from '../testing/transport-contract.ts';
import { type InputEventLayout, widen } from './input-event.ts';
import { createKeyDeviceTransport } from './key-device-transport.ts';
import type { KeyDevices } from './key-devices.ts';

const silent = { data: () => undefined, closed: () => undefined };

const devices: KeyDevices = {
  list: () => Promise.resolve([]),
  facts: (path) =>
    Promise.resolve({ path, vid: '1a2c', pid: '0042', serialNumber: 'KB-1', name: 'Keys', bySocket: false }),
};

/** A pipe with a name stands in for the device: like one it is read without waiting, and its end is told. */
async function openPipe(path: string): Promise<FileHandle> {
  await promisify(execFile)('mkfifo', [path]);
  return open(path, constants.O_RDWR);
}

const transportTo = (path: string, layout: InputEventLayout = 'wide') =>
  createKeyDeviceTransport({ path, clock: systemClock, devices, layout });

describeTransport(
  'key device',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pingjia-keys-'));
    const path = join(folder, 'event-kbd');
    let far: FileHandle | undefined = await openPipe(path);
    const nothing = createByteLog();

    async function vanish(): Promise<void> {
      const pulled = far;
      far = undefined;
      await rm(path, { force: true });
      await pulled?.close();
    }

    return {
      near: transportTo(path),
      missing: transportTo(join(folder, 'missing')),
      far: {
        log: () => nothing,
        ready: () => Promise.resolve(),
        write: async (bytes) => void (await far?.write(bytes)),
      },
      vanish,
      async comeBack() {
        far = await openPipe(path);
      },
      async dispose() {
        await vanish();
        await rm(folder, { recursive: true });
      },
    };
  },
  { kind: 'stream', readOnly: true },
);

async function withFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-keys-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

describe('key device transport', () => {
  it('TR12: one keyboard under two names is open once in one program', async () => {
    const folder = await withFolder();
    const path = join(folder, 'event-kbd');
    const far = await openPipe(path);
    await symlink(path, join(folder, 'by-id'));
    const [one, other] = [transportTo(path), transportTo(join(folder, 'by-id'))];
    expect(await one.open(silent)).toMatchObject({ ok: true });
    expect(await other.open(silent)).toMatchObject({ error: { code: 'PAD_BUSY' } });
    await one.close();
    expect(await other.open(silent)).toMatchObject({ ok: true });
    await other.close();
    await far.close();
  });

  it('TR16: a folder or a file is no input device', async () => {
    const folder = await withFolder();
    await writeFile(join(folder, 'file'), 'x');
    for (const path of [folder, join(folder, 'file')]) {
      expect(await transportTo(path).open(silent)).toMatchObject({ error: { code: 'PAD_IO_FAILED' } });
    }
    expect(await transportTo(join(folder, 'file', 'below')).open(silent)).toMatchObject({
      error: { code: 'PAD_NOT_FOUND' },
    });
  });

  it('TR16: tells the serial number that the system knows', async () => {
    const folder = await withFolder();
    const pipe = await openPipe(join(folder, 'kbd'));
    const told: unknown[] = [];
    const transport = transportTo(join(folder, 'kbd'));
    await transport.open({ ...silent, described: (description) => void told.push(description) });
    expect(told).toEqual([{ serialNumber: 'KB-1', reportDescriptor: null }]);
    await transport.close();
    await pipe.close();
  });

  it('TR17: the narrow events of a 32-bit machine are delivered in the wide form', async () => {
    const folder = await withFolder();
    const pipe = await openPipe(join(folder, 'kbd'));
    const log = createByteLog();
    const transport = transportTo(join(folder, 'kbd'), 'narrow');
    await transport.open({ data: log.data, closed: () => undefined });
    const narrow = Uint8Array.from({ length: 32 }, (_, index) => index + 1);
    await pipe.write(narrow);
    expect(await log.reaches(48)).toEqual([...widen(narrow, 'narrow')]);
    await transport.close();
    await pipe.close();
  });
});

describe('input events', () => {
  it('TR17: times become eight bytes, the rest stays', () => {
    const narrow = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 1, 0, 30, 0, 1, 0, 0, 0);
    expect([...widen(narrow, 'narrow')]).toEqual([
      1, 2, 3, 4, 0, 0, 0, 0, 5, 6, 7, 8, 0, 0, 0, 0, 1, 0, 30, 0, 1, 0, 0, 0,
    ]);
  });
});
