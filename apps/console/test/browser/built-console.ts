import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';

export interface BuiltConsole {
  readonly dist: string;
  remove(): Promise<void>;
}

/** Builds the console as it ships into a folder of its own, so that tests can run side by side. */
export async function buildConsole(): Promise<BuiltConsole> {
  const dist = await mkdtemp(join(tmpdir(), 'pingjia-console-'));
  const root = join(import.meta.dirname, '../..');
  // The test runner says "test"; React would ship its development build.
  await build({
    configFile: join(root, 'vite.config.ts'),
    mode: 'production',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
    build: { outDir: dist, emptyOutDir: true },
  });
  return { dist, remove: () => rm(dist, { recursive: true }) };
}
