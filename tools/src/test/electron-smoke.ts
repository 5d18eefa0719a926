import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from './tally.ts';

const app = join(import.meta.dirname, '..', '..', '..', 'apps', 'kiosk', 'out');
const name = 'Electron smoke run';

/** Milliseconds after which a smoke run that says nothing has failed. */
const patience = 90_000;

/** Starts the built kiosk in the Electron that PINGJIA_ELECTRON names: it must journal a press, paint its thanks and end well. */
export async function smokeElectron(env: NodeJS.ProcessEnv): Promise<Outcome> {
  const electron = env.PINGJIA_ELECTRON;
  if (electron === undefined) return skip('PINGJIA_ELECTRON names no Electron executable');
  if (!existsSync(electron)) return skip(`${electron} does not exist`);
  console.log(`\n── ${name}`);
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const child = spawn(electron, [app, ...sandbox], {
    env: { ...env, PINGJIA_SMOKE: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString('utf8');
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('exit', resolve);
  });
  clearTimeout(timer);
  console.log(printed.trim());
  const isGood = code === 0 && /"journaled":true,"painted":true/.test(printed);
  return isGood
    ? { passed: 1, failed: [], skipped: [] }
    : { passed: 0, failed: [`${name}: exit ${code}`], skipped: [] };
}

function skip(why: string): Outcome {
  return { passed: 0, failed: [], skipped: [`${name} (${why})`] };
}
