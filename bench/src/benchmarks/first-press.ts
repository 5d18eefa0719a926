import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { SeededRandom } from '@pingjia/shared/testing';
import { startProgram } from '@pingjia/test-stand/program';
import type { Sizes } from '../extent.ts';
import { type Finding, judge } from '../finding.ts';
import { Pad } from '../stage/pad.ts';
import type { Stage } from '../stage/stage.ts';
import { median } from '../statistics.ts';

const parentPort = new URL('../electron/parent-port.mjs', import.meta.url).href;
const rounds: Sizes = { rehearsal: 2, short: 11, long: 31 };
/** Records that a start reads back first. */
const history = 1_000;

/** From starting the built host's process to a pad's first key in the journal, against starting Node with nothing to do. */
export async function firstPress({ folder, extent }: Stage): Promise<readonly Finding[]> {
  const random = new SeededRandom(4);
  const padFolder = join(folder, 'pad');
  const pad = await Pad.start(padFolder, random);
  for (let n = 0; n < history; n += 1) await pad.press();
  await pad.stop();
  const took = { host: [] as number[], node: [] as number[] };
  for (let round = 0; round <= rounds[extent]; round += 1) {
    const times = { node: await startNode(), host: await startHost(padFolder) };
    if (round > 0) for (const kind of ['node', 'host'] as const) took[kind].push(times[kind]);
  }
  const measured = { value: median(took.host), unit: 'ms', floor: median(took.node) };
  return [judge({ name: 'start → first press journaled', ...measured, goal: { most: 400 } })];
}

/** The host process as built for Electron, with the simulated pad of its smoke run, which presses once it is found. */
async function startHost(folder: string): Promise<number> {
  const begun = performance.now();
  const host = await startProgram({
    path: 'apps/kiosk/out/host.mjs',
    nodeArgs: ['--import', parentPort],
    args: [JSON.stringify({ folder, pads: [], smoke: true, server: null })],
    readyLine: (line) => (line === 'journaled' ? line : undefined),
  });
  const took = performance.now() - begun;
  await host.stop();
  return took;
}

function startNode(): Promise<number> {
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' });
    child.once('error', reject);
    child.once('exit', () => resolve(performance.now() - begun));
  });
}
