import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { grades } from '@pingjia/shared';
import { describe, expect, it } from 'vitest';
import { freePort } from '@pingjia/test-stand/free-port';
import { openToolBench, type RunningTool } from './with-tool.ts';

async function openLearning(...more: readonly string[]) {
  const bench = await openToolBench();
  const pad = bench.start('simulate', 'pingjia-line', '--socket', 'line', '--control', 'control');
  await pad.until('ready');
  const learning = bench.start('learn', `socket:${join(bench.folder, 'line')}`, ...more);
  await learning.until(`Press the button for: ${grades[0]}`);
  return { ...bench, learning, press: (key: number) => bench.run('press', 'control', String(key)) };
}

async function learnAll(learning: RunningTool, press: (key: number) => Promise<unknown>): Promise<void> {
  for (const [index, key] of [3, 2, 1, 9, 5].entries()) {
    await learning.until(`Press the button for: ${grades[index]}`);
    await press(key);
  }
  await learning.until('Is that right?');
}

describe('pingjia-pad learn', () => {
  it('PP4: asks, shows the table, and writes what was confirmed', async () => {
    const { learning, press, folder } = await openLearning('--out', 'map.json');
    await learnAll(learning, press);
    expect(learning.said).toContain('  very_satisfied       3');
    learning.type('yes');
    expect(await learning.code).toBe(0);
    expect(JSON.parse(await readFile(join(folder, 'map.json'), 'utf8'))).toEqual({
      padId: 'pingjia-line:SIM-0001:01',
      address: `socket:${join(folder, 'line')}`,
      profile: 'pingjia-line',
      learntAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      keys: { 3: grades[0], 2: grades[1], 1: grades[2], 9: grades[3], 5: grades[4] },
    });
  });

  it('PP4: refuses two buttons with one code and says why; a button can be skipped and all begun anew', async () => {
    const { learning, press } = await openLearning();
    await press(7);
    await learning.until(`Press the button for: ${grades[1]}`);
    await press(7);
    await learning.until(`Key 7 is taken: it means ${grades[0]} already`);
    learning.type('skip');
    await learning.until(`Press the button for: ${grades[2]}`);
    learning.type('what');
    learning.type('again');
    await learnAll(learning, press);
    await press(8);
    await learning.until('Key 8 is none of the buttons');
    await press(3);
    await learning.until(`That button means: ${grades[0]}`);
    learning.type('y');
    expect(await learning.code).toBe(0);
    expect(learning.said.at(-1)).toContain('"keys"');
  });

  it('PP3 PP4: a pad that only speaks when it is asked is asked for the buttons that are tried as well', async () => {
    const port = await freePort();
    const bench = await openToolBench();
    const pad = bench.start('simulate', 'm7-tcp', '--tcp', String(port), '--control', 'control');
    await pad.until('ready');
    const learning = bench.start('learn', `tcp-call:127.0.0.1:${port}?profile=m7-tcp`);
    await learning.until(`Press the button for: ${grades[0]}`);
    await learnAll(learning, (key) => bench.run('press', 'control', String(key)));
    await bench.run('press', 'control', '9');
    await learning.until(`That button means: ${grades[3]}`);
    learning.type('yes');
    expect(await learning.code).toBe(0);
  });

  it.each(['quit', 'Ctrl-C'])('PP4: %s leaves nothing behind', async (how) => {
    const { learning, press, folder } = await openLearning('--out', 'map.json');
    await learnAll(learning, press);
    if (how === 'quit') learning.type('quit');
    else learning.stop();
    expect([await learning.code, learning.said.at(-1)]).toEqual([1, 'Nothing was learnt.']);
    expect(await readdir(folder)).not.toContain('map.json');
  });

  it('PP4: a map that cannot be written is printed', async () => {
    const { learning, press } = await openLearning('--out', 'missing/map.json');
    await learnAll(learning, press);
    learning.type('yes');
    expect(await learning.code).toBe(1);
    expect(learning.said.join('\n')).toMatch(/"keys"[\s\S]*cannot be written/);
  });
});
