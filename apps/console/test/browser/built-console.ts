import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

export interface BuiltConsole {
  readonly dist: string;
  remove(): Promise<void>;
}

/**
 * Builds the console as it ships into a folder of its own, so that tests can run side by side. A process of its own,
 * because the test runner's NODE_ENV would make React ship its development build.
 */
export async function buildConsole(): Promise<BuiltConsole> {
  const dist = await mkdtemp(join(tmpdir(), 'pingjia-console-'));
  const root = join(import.meta.dirname, '../..');
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  const { PATH } = process.env;
  await promisify(execFile)(process.execPath, [vite, 'build', root, '--outDir', dist, '--emptyOutDir'], {
    cwd: root,
    env: { PATH, NODE_ENV: 'production' },
  });
  return { dist, remove: () => rm(dist, { recursive: true }) };
}
