import type { SignedStatement } from '@pingjia/shared';
import type { CrashWorld } from './crash-world.ts';
import { rotRecord } from './rot.ts';

/** What a host did until the power went. */
export interface CrashScript {
  readonly name: string;
  /** It damages the journal itself. */
  readonly damages?: true;
  readonly run: (world: CrashWorld) => Promise<void>;
}

/** Stands for what a device signs; nobody checks it here. */
export const unsigned: SignedStatement = { statement: '{}', signature: '', keyId: '' };

/** Every path on which the journal calls the disk. */
export const crashScripts: readonly CrashScript[] = [
  {
    name: 'first start and single presses',
    async run(world) {
      await world.open();
      for (let n = 0; n < 12; n += 1) await world.append(1);
    },
  },
  {
    name: 'many presses at once',
    async run(world) {
      await world.open();
      await Promise.all(Array.from({ length: 24 }, (_, n) => world.append(1 + (n % 3))));
      await Promise.all(Array.from({ length: 8 }, () => world.append(1)));
    },
  },
  {
    name: 'one file after the other, with checkpoints',
    async run(world) {
      await world.open();
      for (let n = 0; n < 20; n += 1) await world.append(2);
    },
  },
  {
    name: 'new epochs',
    async run(world) {
      await world.open();
      for (const reason of ['forked', 'tail-lost', 'forked'] as const) {
        await world.append(3);
        await world.journal.beginEpoch(reason);
        await Promise.all([world.append(1), world.append(1)]);
      }
    },
  },
  {
    name: 'starts and stops',
    async run(world) {
      for (let boot = 0; boot < 4; boot += 1) {
        await world.open();
        for (let n = 0; n < 5; n += 1) await world.append(1);
        await world.journal.close();
      }
    },
  },
  {
    name: 'a disk that refuses syncs and writes for a while',
    async run(world) {
      await world.open();
      for (const operation of ['sync', 'write', 'create'] as const) {
        await world.append(2);
        world.disk.failing.set(operation, operation === 'create' ? 'ENOSPC' : 'EIO');
        for (let n = 0; n < 3; n += 1) await world.append(2);
        world.disk.failing.clear();
        await world.append(2);
        await world.journal.probe();
      }
    },
  },
  {
    name: 'appends that fail, and longer ones that the file has no room for',
    async run(world) {
      await world.open();
      for (let n = 0; n < 9; n += 1) {
        await world.append(1);
        world.disk.failing.set('sync', 'EIO');
        await world.append(1);
        world.disk.failing.clear();
        await world.append(3);
      }
    },
  },
  {
    name: 'old records dropped',
    async run(world) {
      await world.open();
      for (let n = 0; n < 12; n += 1) await world.append(2);
      for (let n = 0; n < 2; n += 1) {
        await world.prune(unsigned);
        await world.append(2);
      }
    },
  },
  {
    name: 'damage, a new epoch, and healing',
    damages: true,
    async run(world) {
      await world.open();
      for (let n = 0; n < 9; n += 1) await world.append(1);
      const copies = await world.copies();
      const { epoch } = world.journal.current;
      await world.journal.close();
      for (const seq of [4, 5, 8]) rotRecord(world.disk, world.folder, epoch, seq);
      await world.open();
      await world.append(2);
      await world.journal.care.heal(epoch, copies);
      await world.append(2);
      await world.journal.care.verify(async () => {});
    },
  },
];
