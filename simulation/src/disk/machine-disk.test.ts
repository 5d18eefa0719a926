import { SeededRandom } from '@pingjia/shared/testing';
import { describe, expect, test } from 'vitest';
import { Process } from '../time/process.ts';
import { Schedule } from '../time/schedule.ts';
import { MachineDisk } from './machine-disk.ts';

/** Runs `work` while virtual time goes by. */
async function onDisk(seed: number, work: (disk: MachineDisk, schedule: Schedule) => Promise<void>): Promise<void> {
  const schedule = new Schedule();
  const disk = new MachineDisk(schedule, new SeededRandom(seed));
  const state = { done: false };
  const working = work(disk, schedule).finally(() => {
    state.done = true;
  });
  while (!state.done) await schedule.runUntil(schedule.now + 100);
  await working;
}

const bytes = Buffer.alloc(2_000, 7);

async function contentOf(disk: MachineDisk, path: string): Promise<Buffer | null> {
  const file = await disk
    .useBy(new Process())
    .open(path, 'existing')
    .catch(() => null);
  return file === null ? null : Buffer.from(await file.read(0, await file.size()));
}

describe('the simulated disk', () => {
  test('what was synced, its name included, survives every power cut', async () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      await onDisk(seed, async (disk) => {
        const fs = disk.useBy(new Process());
        const file = await fs.open('/d/a', 'create');
        await file.write(0, bytes);
        await file.datasync();
        await fs.syncFolder('/d');
        await file.write(bytes.length, bytes);
        disk.losePower();
        expect((await contentOf(disk, '/d/a'))?.subarray(0, bytes.length)).toEqual(bytes);
      });
    }
  });

  test('what was not synced may be there, gone or torn; a name that was not synced may be gone', async () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 60; seed += 1) {
      await onDisk(seed, async (disk) => {
        const file = await disk.useBy(new Process()).open('/d/a', 'create');
        await file.write(0, bytes);
        disk.losePower();
        const left = await contentOf(disk, '/d/a');
        const whole = left !== null && left.equals(bytes);
        seen.add(left === null ? 'no name' : whole ? 'whole' : left.every((byte) => byte === 0) ? 'nothing' : 'torn');
      });
    }
    expect([...seen].sort()).toEqual(['no name', 'nothing', 'torn', 'whole']);
  });

  test('a killed process leaves the page cache; it never hears of its own system calls again', async () => {
    await onDisk(1, async (disk, schedule) => {
      const process = new Process();
      const fs = disk.useBy(process);
      const file = await fs.open('/d/a', 'create');
      await file.write(0, bytes);
      process.endAfter(0);
      let heard = false;
      void file.sync().then(() => {
        heard = true;
      });
      await schedule.delay(10_000);
      expect(heard).toBe(false);
      expect(await contentOf(disk, '/d/a')).toEqual(bytes);
    });
  });

  test('a full disk takes what needs no room and refuses the rest; a failed sync writes what it was to write, or not', async () => {
    await onDisk(3, async (disk) => {
      const fs = disk.useBy(new Process());
      const file = await fs.open('/d/a', 'create');
      await file.write(0, bytes);
      await file.sync();
      await fs.syncFolder('/d');
      disk.room = 0;
      await file.write(0, Buffer.alloc(10, 1));
      await expect(file.write(bytes.length, bytes)).rejects.toMatchObject({ code: 'ENOSPC' });
      disk.failing.set('sync', 'EIO', 1);
      await expect(file.sync()).rejects.toMatchObject({ code: 'EIO' });
      disk.losePower();
      const left = await contentOf(disk, '/d/a');
      expect(left?.subarray(10)).toEqual(bytes.subarray(10));
      expect([1, 7]).toContain(left?.[0]);
    });
  });
});
