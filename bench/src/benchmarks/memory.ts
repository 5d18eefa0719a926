import { join } from 'node:path';
import { startProgram } from '@pingjia/test-stand/program';
import { z } from 'zod';
import type { Sizes } from '../extent.ts';
import { type Finding, judge } from '../finding.ts';
import { slope } from '../memory/slope.ts';
import { peakMemory } from '../stage/memory-peak.ts';
import type { Stage } from '../stage/stage.ts';

const presses: Sizes = { rehearsal: 600, short: 50_000, long: 500_000 };
const samples = 30;
/** The first samples are start-up and compiled code. */
const settling = 5;
const megabyte = 1024 * 1024;
const per = 100_000;
/** Fewer presses than this are over before what was compiled and cached has settled: a slope through them says nothing. */
const fewest = 200_000;
/** An hour. */
const patience = 3_600_000;

const sampleSchema = z.object({ presses: z.int(), held: z.number(), rss: z.number() });
type Sample = z.infer<typeof sampleSchema>;

/** One host process that takes a month's presses, online, and what it holds after a garbage collection, 30 times. */
export async function memory({ server, folder, extent }: Stage): Promise<readonly Finding[]> {
  const count = presses[extent];
  const taken: Sample[] = [];
  const args = [join(folder, 'pad'), server.url, await server.enrollmentCode(), String(count), String(samples)];
  const host = await startProgram({
    path: 'bench/src/memory/main.ts',
    args,
    nodeArgs: ['--expose-gc'],
    patience,
    readyLine: (line) => {
      if (line === 'done') return line;
      taken.push(sampleSchema.parse(JSON.parse(line)));
      return undefined;
    },
  });
  const peak = await peakMemory(host.pid);
  await host.stop();
  const grown = slope(taken.slice(settling).map((sample) => ({ x: sample.presses / per, y: sample.held / megabyte })));
  const last = taken.at(-1);
  if (last === undefined) throw new Error('the host told nothing');
  const name = `${count.toLocaleString('en')} presses in one process`;
  return [
    judge({ name: `${name}: memory, peak`, value: peak, unit: 'MB', goal: { most: 350 } }),
    judge({ name: `${name}: held at the end`, value: last.held / megabyte, unit: 'MB' }),
    judge({
      name: `${name}: growth of what is held, per 100,000`,
      value: grown,
      unit: 'MB',
      ...(count >= fewest && { goal: { most: 1 } }),
    }),
  ];
}
