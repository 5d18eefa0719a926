import { globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyNativePackages, nativePackages } from '@pingjia/kiosk/native-packages';
import { build } from 'vite';
import { root } from '../root.ts';

/** Puts what runs in the guest into `folder`: one file a program, and the native packages. */
export async function writeGuestPrograms(folder: string): Promise<void> {
  for (const name of ['device-agent', 'disk-agent']) {
    await build({
      root,
      configFile: false,
      logLevel: 'warn',
      ssr: { noExternal: true, external: [...nativePackages], target: 'node' },
      build: {
        ssr: join(root, 'hardware', 'src', 'guest', `${name}.ts`),
        target: 'node24',
        outDir: folder,
        emptyOutDir: false,
        minify: false,
        rolldownOptions: { output: { format: 'es', entryFileNames: `${name}.mjs`, codeSplitting: false } },
      },
    });
  }
  await copyNativePackages(folder);
  for (const foreign of globSync('node_modules/**/prebuilds/*', { cwd: folder })) {
    if (!foreign.includes('linux-x64')) rmSync(join(folder, foreign), { recursive: true });
  }
}

/** The native modules a guest may load, of those in `folder`. */
export function nativeModulesIn(folder: string): readonly string[] {
  return globSync('node_modules/**/*.node', { cwd: folder })
    .filter((file) => !file.includes('musl'))
    .map((file) => join(folder, file));
}
