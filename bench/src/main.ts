// npm run bench: what Pingjia costs, each figure beside a floor measured in the same run.
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchmarks } from './benchmarks.ts';
import type { Finding } from './finding.ts';
import { renderJson, renderTable } from './report.ts';
import { Server } from './stage/server.ts';

const names = benchmarks.map(({ name }) => name);
const usage = `Usage: npm run bench -- [--only <${names.join('|')}>]... [--out <folder>]`;
const { values } = (() => {
  try {
    return parseArgs({
      options: { only: { type: 'string', multiple: true }, out: { type: 'string', default: '.pingjia' } },
    });
  } catch (error) {
    return fail((error as Error).message);
  }
})();
const unknown = values.only?.find((name) => !names.includes(name));
if (unknown !== undefined) fail(`There is no benchmark "${unknown}".`);
const chosen = benchmarks.filter(({ name }) => values.only?.includes(name) ?? true);

const build = fileURLToPath(new URL('../../tools/src/build.ts', import.meta.url));
const built = spawnSync(process.execPath, [build], { stdio: 'inherit' });
if (built.status !== 0) fail('The screens could not be built; the lines above say why.');

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
      findings.push(...(await run({ server, folder })));
    }
  } finally {
    await server.stop();
  }
} finally {
  await rm(scratch, { recursive: true, force: true });
}
const file = join(out, 'bench.json');
await writeFile(file, renderJson(findings));
console.log(`\n${renderTable(findings)}\n\nWritten to ${file}`);

function fail(why: string): never {
  console.error(`${why}\n${usage}`);
  process.exit(2);
}
