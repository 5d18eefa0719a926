// Builds the kiosk into out/: the renderer, the two shell processes, the preload script, and the native serial port
// package, so that the folder runs in any Electron ≥ 33 as it is.
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build, type InlineConfig } from 'vite';

const root = import.meta.dirname;
const out = join(root, 'out');
/** Loads its own prebuilt binary by its place in the file system, so it is copied instead of bundled. */
const native = '@serialport/bindings-cpp';

function program(entry: string, file: string, format: 'es' | 'cjs'): InlineConfig {
  return {
    root,
    configFile: false,
    logLevel: 'warn',
    ssr: { noExternal: true, external: ['electron', native], target: 'node' },
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
const drivers = join(root, '..', '..', 'packages', 'device-drivers', 'package.json');
await copyPackage(native, join(packageFolder('serialport', drivers), 'package.json'));
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
await writeFile(
  join(out, 'package.json'),
  `${JSON.stringify({ name: 'pingjia', version, type: 'module', main: 'main.mjs' }, null, 2)}\n`,
);

/** Copies an installed package and what it depends on into out/node_modules. */
async function copyPackage(name: string, from: string, seen = new Set<string>()): Promise<void> {
  if (seen.has(name)) return;
  seen.add(name);
  const source = packageFolder(name, from);
  const target = join(out, 'node_modules', name);
  await mkdir(dirname(target), { recursive: true });
  await cp(source, target, {
    recursive: true,
    dereference: true,
    filter: (path) => !path.slice(source.length).includes('/node_modules'),
  });
  const { dependencies = {} } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8')) as {
    dependencies?: object;
  };
  for (const dependency of Object.keys(dependencies)) await copyPackage(dependency, join(source, 'package.json'), seen);
}

function packageFolder(name: string, from: string): string {
  const paths = createRequire(from).resolve.paths(name) ?? [];
  for (const path of paths) {
    try {
      return dirname(createRequire(from).resolve(join(path, name, 'package.json')));
    } catch {
      // Not in this one.
    }
  }
  throw new Error(`${name} is not installed`);
}
