import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const configFile = fileURLToPath(new URL('../../vite.config.ts', import.meta.url));

export interface PageBuild {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Builds the shipped page, or the same over a scripted host, into a folder of its own. */
export async function buildPage(mode: 'production' | 'testing'): Promise<PageBuild> {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-page-'));
  await build({ configFile, mode, logLevel: 'error', build: { outDir: folder, emptyOutDir: true } });
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
