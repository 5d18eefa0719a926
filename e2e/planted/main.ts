// npm run planted -- --values N --seed S: leaves N phones and comments on a pad and looks for them on every disk.
import { readCommandLine } from '../harness/command-line.ts';
import { prove } from './prove.ts';

const usage = 'Usage: npm run planted -- [--values <number>] [--typed <number>] [--seed <number>]';
const {
  values: count,
  typed,
  seed,
} = readCommandLine(usage, {
  values: { otherwise: 1_000, least: 20 },
  typed: { otherwise: 20 },
  seed: { otherwise: 1 },
});

const { taken, refused, held, unseen, files, bytes, inflated, hits } = await prove(count, typed, seed);
console.log(`${taken} remarks taken and sealed, ${refused} refused, ${held} held by the server`);
console.log(`${files} files, ${(bytes / 1e6).toFixed(1)} MB, ${inflated} gzip streams scanned`);
for (const form of unseen) console.log(`✗ the scan does not find ${form}`);
for (const { file, encoding } of hits.slice(0, 20)) console.log(`✗ found as ${encoding} in ${file}`);
console.log(`${hits.length} found`);
process.exitCode = hits.length + unseen.length === 0 ? 0 : 1;
