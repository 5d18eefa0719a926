import { parseArgs } from 'node:util';
import { answerHelp } from '@pingjia/shared';
import { forgeryRun, stopTestCluster } from '@pingjia/sync-server/testing';
import { withCounty } from '../harness/county.ts';
import { cutRun } from '../harness/cut-run.ts';
import { identicalPosts } from './identical-posts.ts';

const usage = `Usage: npm run storm -- [options]

Storms on a real server. Each part runs if it is named; without any, all of them run.

  --rounds N          N rounds of 64 identical pushes at once (1000)
  --cuts STRIDE       cut the connection after every STRIDEth byte of a push and of its answer (1)
  --forged N          N forged, replayed, stale, other devices' and revoked requests (10000)
  --seed S            where the forgeries begin (1)`;

const options = {
  rounds: { type: 'string' },
  cuts: { type: 'string' },
  forged: { type: 'string' },
  seed: { type: 'string', default: '1' },
} as const;

/** Answers what is wrong; empty if nothing is. */
type Part = () => Promise<readonly string[]>;

const say = (text: string) => process.stdout.write(`${text}\n`);

function rounds(count: number): Part {
  return async () => {
    let found: readonly string[] = [];
    await withCounty(
      async (county) => {
        const { posts, wrong, seconds } = await identicalPosts(county, count);
        say(`${posts} identical posts in ${count} rounds, ${seconds.toFixed(1)} s: ${wrong.length} wrong`);
        found = wrong;
      },
      { pad: false },
    );
    return found;
  };
}

function cuts(stride: number): Part {
  return async () => {
    let found: readonly string[] = [];
    await withCounty(
      async (county) => {
        const report = await cutRun(county, stride);
        const items = await county.evaluations();
        const unique = new Set(items.map(({ evaluationId }) => evaluationId)).size;
        say(
          `${report.cuts} cuts in a push of ${report.request} bytes and an answer of ${report.answer}: ` +
            `${items.length} rows of ${report.pressed} presses`,
        );
        if (items.length !== report.pressed || unique !== report.pressed) found = ['rows and presses differ'];
      },
      { pad: false },
    );
    return found;
  };
}

function forged(count: number, seed: number): Part {
  return async () => {
    const { sent, accepted, refusals, genuine } = await forgeryRun(count, seed);
    const codes = [...refusals].sort(([, a], [, b]) => b - a).map(([code, times]) => `${code} ${times}`);
    say(`${sent} forged requests (seed ${seed}), ${genuine} genuine ones between them: ${accepted.length} accepted`);
    say(`  ${codes.join(', ')}`);
    await stopTestCluster();
    return accepted;
  };
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options });
  const all = values.rounds === undefined && values.cuts === undefined && values.forged === undefined;
  const count = (text: string | undefined, whenAll: number) =>
    text === undefined ? (all ? whenAll : 0) : Number(text);
  const parts: Part[] = [];
  const [ofRounds, ofCuts, ofForged] = [
    count(values.rounds, 1_000),
    count(values.cuts, 1),
    count(values.forged, 10_000),
  ];
  for (const number of [ofRounds, ofCuts, ofForged, Number(values.seed)])
    if (!Number.isSafeInteger(number) || number < 0) throw new Error(`Not a count: see --help.\n\n${usage}`);
  if (ofRounds > 0) parts.push(rounds(ofRounds));
  if (ofCuts > 0) parts.push(cuts(ofCuts));
  if (ofForged > 0) parts.push(forged(ofForged, Number(values.seed)));
  let failed = 0;
  for (const part of parts) {
    const wrong = await part();
    for (const line of wrong) say(`  wrong: ${line}`);
    if (wrong.length > 0) failed += 1;
  }
  say(`${parts.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

answerHelp(usage, process);
try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
