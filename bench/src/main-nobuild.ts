// npm run bench: what Pingjia costs, each figure beside a floor measured in the same run.
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchmarks } from './benchmarks.ts';
import type { Finding } from './finding.ts';
import { describeMachine, load } from './machine.ts';
import { placeOf, replaceFigures } from './performance-page.ts';
import { renderJson, renderTable } from './report.ts';
import { Server } from './stage/server.ts';

const names = benchmarks.map(({ name }) => name);
const usage = `Usage: npm run bench -- [options]

  --only <name>   one of ${names.join(', ')}; may be given again
  --long          the sizes that take hours, of those that have them (npm run bench:long)
  --rehearsal     sizes so small that the figures mean nothing: proves that everything runs
  --write         the figures into docs/performance.md
  --out <folder>  where bench.json goes and which disk is measured (.pingjia)`;
const { values } = (() => {
  try {
    return parseArgs({
      options: {
        only: { type: 'string', multiple: true },
        long: { type: 'boolean', default: false },
        rehearsal: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
        out: { type: 'string', default: '.pingjia' },
      },
    });
  } catch (error) {
    return fail((error as Error).message);
  }
})();
const unknown = values.only?.find((name) => !names.includes(name));
if (unknown !== undefined) fail(`There is no benchmark "${unknown}".`);
if (values.rehearsal && (values.long || values.write)) fail('A rehearsal is neither long nor written down.');
const extent = values.rehearsal ? 'rehearsal' : values.long ? 'long' : 'short';
const chosen = benchmarks.filter(({ name, long }) => (values.only?.includes(name) ?? true) && (long || !values.long));
if (chosen.length === 0) fail('None of these has a long run.');
const command = `npm run ${values.long ? 'bench:long' : 'bench'}${values.only ? ` -- --only ${values.only.join(' --only ')}` : ''}`;
const page = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));

const build = fileURLToPath(new URL('../../tools/src/build.ts', import.meta.url));

const out = resolve(process.env.PINGJIA_CALLED_FROM ?? process.cwd(), values.out);
await mkdir(out, { recursive: true });
const scratch = await mkdtemp(join(out, 'bench-'));
const findings: Finding[] = [];
try {
  console.log('• Starting PostgreSQL and the sync server …');
  const server = await Server.start(scratch);
  try {
    for (const { name, run } of chosen) {
      console.log(`• Measuring ${name} …`);
      const folder = join(scratch, name);
      await mkdir(folder);
      const before = load();
      const found = await run({ server, folder, extent });
      console.log(`${renderTable(found)}\n`);
      findings.push(...found);
      if (!values.write) continue;
      const taken = { at: new Date(), command, machine: describeMachine(), load: [before, load()] } as const;
      const written = replaceFigures(await readFile(page, 'utf8'), placeOf(name, values.long), found, taken);
      await writeFile(page, written);
    }
  } finally {
    await server.stop();
  }
} finally {
  await rm(scratch, { recursive: true, force: true });
}
const file = join(out, 'bench.json');
await writeFile(file, renderJson(findings));
console.log(`Written to ${file}`);

function fail(why: string): never {
  console.error(`${why}\n${usage}`);
  process.exit(2);
}
