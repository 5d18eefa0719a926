import { runCommand } from './run-command.ts';

/** Absolute paths of the shared libraries that programs and native modules load at their start. */
export function sharedLibrariesOf(files: readonly string[]): readonly string[] {
  const paths = files.flatMap((file) =>
    Array.from(runCommand('ldd', [file]).matchAll(/(?:=> |^\s+)(\/\S+) \(0x/gm), ([, path = '']) => path),
  );
  return [...new Set(paths)].sort();
}
