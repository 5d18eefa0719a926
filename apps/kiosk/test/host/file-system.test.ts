import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SeededRandom } from '@pingjia/shared/testing';
import { describe, expect, test } from 'vitest';
import { nodeFileSystem } from '../../src/host/journal/node-file-system.ts';
import { readingFileSystem } from '../../src/host/journal/reading-file-system.ts';
import { type RawFile, WholeFile } from '../../src/host/journal/whole-file.ts';
import { fileSystemContract } from '../../src/host/testing/file-system-contract.ts';
import { PowerCut, SimulatedDisk } from '../../src/host/testing/simulated-disk.ts';

fileSystemContract('this machine', async (run) => {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-disk-'));
  try {
    await run(nodeFileSystem, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
});
fileSystemContract('simulated', (run) => run(new SimulatedDisk(new SeededRandom(1)), '/disk'));
fileSystemContract('simulated, with short reads and writes', (run) => {
  const disk = new SimulatedDisk(new SeededRandom(2));
  disk.short = true;
  return run(disk, '/disk');
});

test('JN12: who only looks opens nothing for writing: a write-protected copy can be looked at', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-reading-'));
  try {
    await writeFile(join(folder, 'a'), 'evidence');
    const file = await readingFileSystem.open(join(folder, 'a'), 'existing');
    expect(Buffer.from(await file.read(0, 100)).toString()).toBe('evidence');
    await expect(file.write(0, Buffer.from('x'))).rejects.toMatchObject({ code: 'EBADF' });
    await file.close();
    await expect(readingFileSystem.open(join(folder, 'b'), 'create')).rejects.toMatchObject({ code: 'ENOENT' });
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('JN16: a disk that takes nothing, or refuses, is told', async () => {
  const refusing = {
    write: async () => ({ bytesWritten: 0 }),
    read: async () => Promise.reject(Object.assign(new Error('bad sector'), { code: 'EIO' })),
  } as Partial<RawFile> as RawFile;
  const file = new WholeFile(refusing);
  await expect(file.write(0, Buffer.alloc(3))).rejects.toMatchObject({ code: 'EIO' });
  await expect(file.read(0, 3)).rejects.toMatchObject({ code: 'EIO' });
});

describe('the simulated disk', () => {
  const open = async (disk: SimulatedDisk) => {
    const file = await disk.open('/disk/a', 'create');
    await disk.syncFolder('/disk');
    return file;
  };

  test('keeps what was synced and loses, keeps or tears what was not', async () => {
    for (const [lost, expected] of [
      ['all', [1, 1]],
      ['none', [2, 2]],
      ['last', [2, 1]],
      ['first', [1, 2]],
    ] as const) {
      const disk = new SimulatedDisk(new SeededRandom(3));
      const file = await open(disk);
      await file.write(0, Buffer.alloc(1_024, 1));
      await file.datasync();
      await file.write(0, Buffer.alloc(1_024, 2));
      disk.powerCut(lost);
      const bytes = disk.bytesOf('/disk/a');
      expect([bytes[0], bytes[1_023]]).toEqual(expected);
    }
  });

  test('loses a name whose folder was not synced', async () => {
    const disk = new SimulatedDisk(new SeededRandom(3));
    await (await disk.open('/disk/a', 'create')).sync();
    disk.powerCut('all');
    expect(disk.paths).toEqual([]);
  });

  test('after a sync that failed, shows what it never wrote', async () => {
    const disk = new SimulatedDisk(new SeededRandom(4));
    const file = await open(disk);
    await file.write(0, Buffer.alloc(8_192, 7));
    disk.failing.set('sync', 'EIO');
    await expect(file.datasync()).rejects.toMatchObject({ code: 'EIO' });
    disk.failing.clear();
    await file.datasync();
    expect(disk.bytesOf('/disk/a').every((byte) => byte === 7)).toBe(true);
    disk.powerCut('none');
    expect(disk.bytesOf('/disk/a').every((byte) => byte === 7)).toBe(false);
  });

  test('is gone for good once the power is', async () => {
    const disk = new SimulatedDisk(new SeededRandom(5));
    const file = await open(disk);
    disk.cutAt = disk.calls + 1;
    await expect(file.write(0, Buffer.alloc(600))).rejects.toThrow(PowerCut);
    await expect(file.size()).rejects.toThrow(PowerCut);
  });
});
