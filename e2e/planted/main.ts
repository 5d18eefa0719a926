// npm run planted -- --values N --seed S: leaves N phones and comments on a pad and looks for them on every disk.
import { parseArgs } from 'node:util';
import { prove } from './prove.ts';

const usage = 'Usage: npm run planted -- [--values <number>] [--typed <number>] [--seed <number>]';
const { values } = (() => {
  try {
    const option = { type: 'string' } as const;
    return parseArgs({ options: { values: option, typed: option, seed: option } });
  } catch (error) {
    return fail((error as Error).message);
  }
})();
const [count, typed, seed] = [Number(values.values ?? 1_000), Number(values.typed ?? 20), Number(values.seed ?? 1)];
if (![count, typed, seed].every(Number.isSafeInteger) || count < 20 || typed < 0)
  fail('Give whole numbers, at least 20 values.');

const { taken, refused, held, unseen, files, bytes, inflated, hits } = await prove(count, typed, seed);
console.log(`${taken} remarks taken and sealed, ${refused} refused, ${held} held by the server`);
console.log(`${files} files, ${(bytes / 1e6).toFixed(1)} MB, ${inflated} gzip streams scanned`);
for (const form of unseen) console.log(`✗ the scan does not find ${form}`);
for (const { file, encoding } of hits.slice(0, 20)) console.log(`✗ found as ${encoding} in ${file}`);
console.log(`${hits.length} found`);
process.exitCode = hits.length + unseen.length === 0 ? 0 : 1;

function fail(why: string): never {
  console.error(`${why}\n${usage}`);
  process.exit(2);
}
