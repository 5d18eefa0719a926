import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DemoFile, readDemoFile } from '@pingjia/demo/demo-file';
import { evaluationPageSchema } from '@pingjia/shared';
import { freePort } from '@pingjia/test-stand/free-port';
import { root } from '@pingjia/test-stand/program';
import { expect, test } from 'vitest';
import { eventually } from '../harness/county.ts';

async function withDemo(
  folder: string,
  end: NodeJS.Signals,
  run: (demo: DemoFile, pid: number) => Promise<void>,
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
    expect(printed).toContain(`npm run press -- 5 --data-dir ${folder} `);
    await run(demo, child.pid ?? 0);
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

/** Takes the life of one of the demo's own programs. */
async function killChild(demo: number, program: string): Promise<void> {
  const killing = spawn('pkill', ['-KILL', '-P', String(demo), '-f', program], { stdio: 'ignore' });
  expect(await once(killing, 'exit')).toEqual([0, null]);
}

function countEvaluations({ serverUrl, apiToken }: DemoFile, count: number) {
  return eventually(
    async () => {
      const headers = { authorization: `Bearer ${apiToken}` };
      const response = await fetch(`${serverUrl}/api/v1/evaluations`, { headers }).catch(() => null);
      return response === null ? null : evaluationPageSchema.parse(await response.json()).items;
    },
    (items) => items?.length === count,
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

    await withDemo(folder, 'SIGKILL', async (demo, pid) => {
      await countEvaluations(demo, 1);
      // A program of the demo that dies is started again; what is pressed meanwhile arrives.
      await killChild(pid, 'apps/sync-server/src/main.ts');
      await pressOnce(folder);
      await killChild(pid, 'apps/kiosk/src/browser-shell/main.ts');
      await countEvaluations(demo, 2);
      await eventually(
        () => readDemoFile(folder),
        (now) => now?.kioskUrl !== demo.kioskUrl,
      );
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
