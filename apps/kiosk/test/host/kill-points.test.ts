import { describe, expect, test } from 'vitest';
import { crashEverywhere } from '../../src/host/testing/crash-points.ts';
import { crashScripts } from '../../src/host/testing/crash-scripts.ts';
import { CrashWorld } from '../../src/host/testing/crash-world.ts';
import { killEverywhere } from '../../src/host/testing/kill-points.ts';

/** System calls between two kills: `npm run crash -- --simulated` takes every one, under any seed. */
const step = 5;

describe('the program is killed, started again, and then the power goes', () => {
  test.each(crashScripts)(
    'JN19: everything that the second start found is there, once: $name',
    async (script) => {
      const { points, failures } = await killEverywhere(script, 7, step);
      expect(failures).toEqual([]);
      expect(points).toBeGreaterThan(100);
    },
    240_000,
  );

  test('JN19: a start that cannot make durable what it found does not begin', async () => {
    const world = new CrashWorld(3);
    await world.open();
    await world.append(1);
    await world.journal.close();
    world.disk.failing.set('sync', 'EIO');
    await expect(world.open()).rejects.toMatchObject({ code: 'EIO' });
    world.disk.failing.clear();
    const { current } = await world.open();
    expect(current.tip.seq).toBe(2);
    await world.journal.close();
  });

  test('JN1 JN19: a newest record whose padding was cut off where the file ends is found and kept', {
    timeout: 240_000,
  }, async () => {
    const script = crashScripts.find(({ name }) => name === 'many presses at once');
    if (script === undefined) throw new Error('the script is gone');
    expect((await crashEverywhere(script, 20261123)).failures).toEqual([]);
  });

  test('JN20: an append that failed where its file ends takes no place of a later one', {
    timeout: 240_000,
  }, async () => {
    const script = crashScripts.find(({ name }) => name.startsWith('appends that fail'));
    if (script === undefined) throw new Error('the script is gone');
    expect((await crashEverywhere(script, 7, step)).failures).toEqual([]);
  });
});
