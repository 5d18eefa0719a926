// Builds the kiosk into out/: the renderer, the two shell processes, the preload script, and the native packages of
// serial ports and HID, so that the folder runs in any Electron ≥ 33 as it is.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build, type InlineConfig } from 'vite';
import { copyNativePackages, nativePackages } from './native-packages.ts';

const root = import.meta.dirname;
const out = join(root, 'out');

function program(entry: string, file: string, format: 'es' | 'cjs'): InlineConfig {
  return {
    root,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['electron', ...nativePackages], target: 'node' },
    build: {
      ssr: join(root, entry),
      target: 'node20',
      outDir: join(out, dirname(file)),
      emptyOutDir: false,
      minify: false,
      rolldownOptions: { output: { format, entryFileNames: file.split('/').at(-1) ?? file, codeSplitting: false } },
    },
  };
}

await rm(out, { recursive: true, force: true });
await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
await build(program('src/main/main.ts', 'main.mjs', 'es'));
await build(program('src/main/host-main.ts', 'host.mjs', 'es'));
await build(program('src/main/smoke-stage.ts', 'smoke/smoke-stage.mjs', 'es'));
await build(program('src/preload/preload.ts', 'preload.cjs', 'cjs'));
await copyNativePackages(out);
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
await writeFile(
  join(out, 'package.json'),
  `${JSON.stringify({ name: 'pingjia', version, type: 'module', main: 'main.mjs' }, null, 2)}\n`,
);
