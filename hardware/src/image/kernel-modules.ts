import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

export interface KernelModule {
  /** With underscores, as the kernel writes it. */
  readonly name: string;
  readonly file: string;
}

/** The named modules and what they depend on, each after its dependencies. Those built into the kernel are left out. */
export function modulesInOrder(folder: string, names: readonly string[]): readonly KernelModule[] {
  const files = new Map(
    globSync('**/*.ko', { cwd: folder }).map((file) => [nameOf(basename(file, '.ko')), join(folder, file)]),
  );
  const ordered = new Map<string, KernelModule>();
  const seen = new Set<string>();
  function take(name: string): void {
    const file = files.get(name);
    if (file === undefined || seen.has(name)) return;
    seen.add(name);
    for (const dependency of dependenciesOf(readFileSync(file))) take(dependency);
    ordered.set(name, { name, file });
  }
  for (const name of names) take(nameOf(name));
  return [...ordered.values()];
}

/** As the module's own .modinfo section lists them: hard dependencies, and those the maker asks to be loaded before. */
export function dependenciesOf(module: Buffer): readonly string[] {
  const text = module.toString('latin1');
  const hard = /\0depends=([^\0]*)\0/.exec(text)?.[1]?.split(',') ?? [];
  const soft = /\0softdep=pre: ([^\0]*)\0/.exec(text)?.[1]?.split(' ') ?? [];
  return [...hard, ...soft].filter((name) => name !== '').map(nameOf);
}

function nameOf(name: string): string {
  return name.replaceAll('-', '_');
}
