import { cp, mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Copies the installed package that the package.json `from` sees under that name, and what it depends on, into
 * `into`/node_modules. Throws where it is not installed.
 */
export async function copyPackage(name: string, from: string, into: string, seen = new Set<string>()): Promise<void> {
  if (seen.has(name)) return;
  seen.add(name);
  const source = packageFolder(name, from);
  const target = join(into, 'node_modules', name);
  await mkdir(dirname(target), { recursive: true });
  await cp(source, target, {
    recursive: true,
    dereference: true,
    filter: (path) => !path.slice(source.length).includes('/node_modules'),
  });
  const manifest = join(source, 'package.json');
  const { dependencies = {} } = JSON.parse(await readFile(manifest, 'utf8')) as { dependencies?: object };
  for (const dependency of Object.keys(dependencies)) await copyPackage(dependency, manifest, into, seen);
}

/** The folder of an installed package as the module at `from` sees it. */
export function packageFolder(name: string, from: string): string {
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
