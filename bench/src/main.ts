// npm run bench: what Pingjia costs, each figure beside a floor measured in the same run.
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answerHelp } from '@pingjia/shared';
import { benchmarks } from './benchmarks.ts';
import type { Finding } from './finding.ts';
import { describeMachine, load } from './machine.ts';
import { readOptions, usage } from './options.ts';
import { placeOf, replaceFigures } from './performance-page.ts';
import { plan } from './plan.ts';
import { renderJson, renderTable } from './report.ts';
import { Server } from './stage/server.ts';

answerHelp(usage(plan), process);
const { chosen, extent, write, command, ...options } = (() => {
  try {
    return readOptions(process.argv.slice(2), plan);
  } catch (error) {
    return fail(`${(error as Error).message}\n${usage(plan)}`);
  }
})();
const page = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));

const build = fileURLToPath(new URL('../../tools/src/build.ts', import.meta.url));
const built = spawnSync(process.execPath, [build], { stdio: 'inherit' });
if (built.status !== 0) fail('The screens could not be built; the lines above say why.');

const out = resolve(process.env.PINGJIA_CALLED_FROM ?? process.cwd(), options.out);
await mkdir(out, { recursive: true });
const scratch = await mkdtemp(join(out, 'bench-'));
const findings: Finding[] = [];
try {
  console.log('• Starting PostgreSQL and the sync server …');
  const server = await Server.start(scratch);
  try {
    for (const { name } of chosen) {
      console.log(`• Measuring ${name} …`);
      const folder = join(scratch, name);
      await mkdir(folder);
      const before = load();
      const found = await benchmarks[name]({ server, folder, extent });
      console.log(`${renderTable(found)}\n`);
      findings.push(...found);
      if (!write) continue;
      const how = { command: command(name), machine: describeMachine() };
      const taken = { at: new Date(), ...how, load: [before, load()] } as const;
      const written = replaceFigures(await readFile(page, 'utf8'), placeOf(name, extent === 'long'), found, taken);
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
  console.error(why);
  process.exit(2);
}
