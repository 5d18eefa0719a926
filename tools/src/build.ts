// Builds what browsers and Electron run, where its sources changed since the last build. `--force` builds anyway.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerHelp } from '@pingjia/shared';
import { hashFiles } from './hash-files.ts';

answerHelp('Usage: npm run build -- [--force]    (--force: what did not change, too)', process);

const root = join(import.meta.dirname, '..', '..');

interface Part {
  readonly name: string;
  readonly folder: string;
  readonly command: readonly string[];
  /** Where the build goes; the stamp lies in it. */
  readonly out: string;
  readonly sources: readonly string[];
}

const shared = ['packages/shared/src/**/*.ts', 'pnpm-lock.yaml'];

const parts: readonly Part[] = [
  {
    name: 'console',
    folder: 'apps/console',
    command: ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'],
    out: 'apps/console/dist',
    sources: ['apps/console/{src,public}/**/*', 'apps/console/*.{ts,html,json}', ...shared],
  },
  {
    name: 'kiosk',
    folder: 'apps/kiosk',
    command: ['build.ts'],
    out: 'apps/kiosk/out',
    sources: [
      'apps/kiosk/src/**/*',
      'apps/kiosk/*.{ts,json}',
      'packages/{device-drivers,node-platform}/src/**/*.ts',
      ...shared,
    ],
  },
];

for (const part of parts) {
  const stamp = join(root, part.out, '.built-from');
  const sources = hashFiles(root, part.sources);
  if (!process.argv.includes('--force') && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) continue;
  console.log(`Building the ${part.name} …`);
  const built = spawnSync(process.execPath, part.command, {
    cwd: join(root, part.folder),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (built.status !== 0) process.exit(built.status ?? 1);
  writeFileSync(stamp, sources);
}
