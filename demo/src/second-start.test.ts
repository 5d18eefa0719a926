import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lockFolder } from '@pingjia/node-platform';
import { expect, test } from 'vitest';
import { type DemoFile, readDemoFile, writeDemoFile } from './demo-file.ts';

const running: DemoFile = {
  serverUrl: 'http://127.0.0.1:4300',
  consoleUrl: 'http://127.0.0.1:4300/',
  kioskUrl: null,
  apiToken: 'token',
  consoleUser: 'admin',
  consolePassword: 'password',
  deviceId: null,
  padControl: null,
  localApi: null,
  localApiTokenFile: 'local-api.token',
};

test('a second start on the folder of a running demo says so and leaves that demo’s file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-demo-twice-'));
  const lock = await lockFolder(folder);
  try {
    writeDemoFile(folder, running);
    const main = fileURLToPath(new URL('main.ts', import.meta.url));
    const { status, stderr } = spawnSync(process.execPath, [main, '--data-dir', folder], {
      encoding: 'utf8',
      timeout: 30_000,
    });
    expect(stderr).toContain(`A demo runs on ${folder} already`);
    expect(status).toBe(1);
    expect(await readDemoFile(folder)).toEqual(running);
  } finally {
    if (lock.ok) await lock.value.release();
    await rm(folder, { recursive: true });
  }
});
