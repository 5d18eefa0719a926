import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

test('an enrollment that failed is told on stdout before the shell is ready', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-shell-'));
  await writeFile(join(folder, 'index.html'), '');
  const shell = spawn(
    process.execPath,
    [main, '--data-dir', join(folder, 'pad'), '--port', '0', '--renderer', folder],
    {
      env: { ...process.env, PINGJIA_SERVER_URL: 'no address', PINGJIA_ENROLLMENT_CODE: 'AAAA-BBBB-CCCC-DDDD' },
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const ended = once(shell, 'exit');
  try {
    const events: { event: string; code?: string }[] = [];
    for await (const line of createInterface({ input: shell.stdout })) {
      events.push(JSON.parse(line) as { event: string });
      if (events.at(-1)?.event === 'ready') break;
    }
    expect(events).toMatchObject([
      { event: 'failed', code: expect.any(String) },
      { event: 'ready', device: null },
    ]);
  } finally {
    shell.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true });
  }
});
