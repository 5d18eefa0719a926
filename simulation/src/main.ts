import { answerHelp } from '@pingjia/shared';
import type { Failure } from './batch/run-seeds.ts';
import { runOnWorkers } from './batch/run-on-workers.ts';
import { makeWiderHistory } from './history/wider-history.ts';
import { readOptions, type SimulateOptions, usage } from './options.ts';
import { replay, shrinkSeed } from './replay.ts';

/** Failing histories that are told in full; of more, the seeds. */
const toldInFull = 3;
/** Histories after which progress is told. */
const progressEvery = 5_000;

answerHelp(usage, process);
const options = readOptions(process.argv.slice(2));
if (options === null) {
  process.stderr.write(`That makes no sense to the simulation.\n${usage}\n`);
  process.exitCode = 2;
} else if (options.trace) await trace(options);
else await simulate(options);

async function trace({ seed, only, bug }: SimulateOptions): Promise<void> {
  const { log, failure, digest } = await replay(seed, only, bug, makeWiderHistory);
  for (const line of log) say(line);
  say(`digest ${digest}`);
  say(failure === null ? '1 passed, 0 failed' : '0 passed, 1 failed');
  if (failure !== null) process.exitCode = 1;
}

async function simulate({ seed, histories, workers, shrink, bug }: SimulateOptions): Promise<void> {
  const began = performance.now();
  const failures: Failure[] = [];
  let [done, acknowledged] = [0, 0];
  await runOnWorkers({ from: seed, count: histories, bug }, workers, (report) => {
    failures.push(...report.failures);
    const before = done;
    done += report.histories;
    acknowledged += report.acknowledged;
    for (const failure of report.failures) say(`seed ${failure.seed}: ${failure.what}`);
    if (Math.floor(before / progressEvery) !== Math.floor(done / progressEvery)) say(`${done} so far`);
  });
  const minutes = (performance.now() - began) / 60_000;
  for (const { seed: failing } of failures.slice(0, toldInFull)) await tell(failing, shrink, bug);
  say(
    `seeds ${seed} to ${seed + histories - 1}, ${acknowledged} acknowledged presses, ` +
      `${minutes.toFixed(1)} minutes, ${Math.round(done / minutes)} histories a minute`,
  );
  say(`${done - failures.length} passed, ${failures.length} failed`);
  if (failures.length > 0) process.exitCode = 1;
}

async function tell(seed: number, shrinks: boolean, bug: SimulateOptions['bug']): Promise<void> {
  const only = shrinks ? await shrinkSeed(seed, bug) : null;
  const { log } = await replay(seed, only, bug, makeWiderHistory);
  say(`\nseed ${seed}${only === null ? '' : `, shrunk to ${only.length} steps`}:`);
  for (const line of log.slice(-80)) say(line);
  const flags = `${only === null ? '' : ` --only ${only.join(',')}`}${bug === 'none' ? '' : ` --bug ${bug}`}`;
  say(`replay: npm run simulate -- --trace --seed ${seed}${flags}\n`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
