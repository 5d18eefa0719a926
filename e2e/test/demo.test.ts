import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DemoFile, readDemoFile } from '@pingjia/demo/demo-file';
import { evaluationPageSchema } from '@pingjia/shared';
import { expect, test } from 'vitest';
import { eventually } from '../harness/county.ts';
import { freePort } from '../harness/free-port.ts';
import { root } from '../harness/program.ts';

async function withDemo(
  folder: string,
  end: NodeJS.Signals,
  run: (demo: DemoFile) => Promise<void>,
): Promise<number | null> {
  const ports = ['--server-port', String(await freePort()), '--kiosk-port', String(await freePort())];
  const env: NodeJS.ProcessEnv = { ...process.env };
  // The browser shell, whatever this machine has.
  delete env.DISPLAY;
  delete env.WAYLAND_DISPLAY;
  const child = spawn(process.execPath, ['demo/src/main.ts', '--data-dir', folder, ...ports], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  const exit = once(child, 'exit') as Promise<[number | null]>;
  try {
    await eventually(
      async () => `${printed} ${child.exitCode}`,
      (text) => text.includes('Ctrl-C stops') || !text.endsWith(' null'),
    );
    const demo = await readDemoFile(folder);
    if (demo === null) throw new Error(printed);
    await run(demo);
  } finally {
    child.kill(end);
  }
  return (await exit)[0];
}

async function pressOnce(folder: string): Promise<void> {
  const child = spawn(process.execPath, ['demo/src/press.ts', '5', '--data-dir', folder], {
    cwd: root,
    stdio: 'ignore',
  });
  expect(await once(child, 'exit')).toEqual([0, null]);
}

function countEvaluations({ serverUrl, apiToken }: DemoFile, count: number) {
  return eventually(
    async () => {
      const response = await fetch(`${serverUrl}/api/v1/evaluations`, {
        headers: { authorization: `Bearer ${apiToken}` },
      });
      return evaluationPageSchema.parse(await response.json()).items;
    },
    (items) => items.length === count,
  );
}

test('the demo starts, takes a press, stops cleanly, and finds everything again, after a kill too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-demo-'));
  try {
    const first = await withDemo(folder, 'SIGINT', async (demo) => {
      expect((await stat(join(folder, 'demo.json'))).mode & 0o777).toBe(0o600);
      await pressOnce(folder);
      await countEvaluations(demo, 1);
    });
    expect(first).toBe(0);
    expect(await readDemoFile(folder)).toBeNull();

    await withDemo(folder, 'SIGKILL', async (demo) => {
      await countEvaluations(demo, 1);
      await pressOnce(folder);
      await countEvaluations(demo, 2);
    });
    // Nothing is left running that would stand in the way.
    expect(
      await withDemo(folder, 'SIGTERM', async (demo) => {
        await countEvaluations(demo, 2);
      }),
    ).toBe(0);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
