// npm test: everything that must hold, from types to a press that crosses the whole system.
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { answerHelp } from '@pingjia/shared';
import { provideDebianPackages, testNeeds } from './debian-packages.ts';
import { smokeElectron } from './electron-smoke.ts';
import { check, run, vitest } from './stages.ts';
import { Tally } from './tally.ts';

answerHelp(
  'Usage: npm test    (takes no options; PINGJIA_ELECTRON=<executable> adds a smoke run of the built app)',
  process,
);

const root = join(import.meta.dirname, '..', '..', '..');
const node = process.execPath;
const node20 = join(root, 'tools', 'node_modules', 'node-20', 'bin', 'node');
const bin = (name: string) => join(root, 'node_modules', '.bin', name);

const problem = provideDebianPackages(testNeeds);
if (problem !== null) {
  console.error(problem);
  console.log('0 passed, 1 failed');
  process.exit(1);
}

const tally = new Tally();
console.log('── build');
if ((await run(node, ['tools/src/build.ts'])) !== 0) tally.add({ passed: 0, failed: ['build'], skipped: [] });
for (const config of globSync('{packages,apps}/*/{,src/*/,test/*/}tsconfig.json', { cwd: root }).concat([
  'demo',
  'e2e',
  'bench',
  'hardware',
  'firmware',
  'simulation',
  'tools',
])) {
  tally.add(await check(`types of ${config}`, bin('tsc'), ['-p', config]));
}
tally.add(await check('lint', bin('oxlint'), ['--type-aware', '--deny-warnings']));
tally.add(await check('format', bin('biome'), ['format', '.']));
const folders = ['packages', 'apps', 'demo', 'e2e', 'bench', 'hardware', 'firmware', 'simulation', 'tools/src'];
tally.add(await check('directions and cycles', bin('depcruise'), ['--config', 'tools/directions.cjs', ...folders]));
tally.add(await vitest('Node 24', node, ['--project', 'host', '--project', 'node24']));
tally.add(
  existsSync(node20)
    ? await vitest('Node 20.18', node20, ['--project', 'host'])
    : { passed: 0, failed: [], skipped: ['host tests on Node 20.18 (no such Node for this platform)'] },
);
tally.add(await vitest('end to end', node, ['--project', 'e2e']));
tally.add(await smokeElectron(process.env));

console.log('');
for (const line of tally.lines()) console.log(line);
process.exit(tally.isGreen ? 0 : 1);
