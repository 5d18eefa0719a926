#!/usr/bin/env node
// pingjia-pad: a technician's command line. Arguments, terminal and signals enter here and nowhere else.
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { nodeRandom } from '@pingjia/node-platform';
import { systemClock } from '@pingjia/shared';
import { listPads } from '../discovery/list-pads.ts';
import { systemPadListers } from '../transport/system-pad-listers.ts';
import { runTool } from './run-tool.ts';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
// Whoever reads may have left: `pingjia-pad monitor … | head`.
process.stdout.on('error', () => stop.abort());
process.stderr.on('error', () => undefined);

// A line that is quiet between two calls holds nothing open: Node would take the work for done.
setInterval(() => undefined, 2 ** 30);

const folder = process.env.PINGJIA_CALLED_FROM ?? process.cwd();
let lines: AsyncIterator<string> | undefined;

async function readLine(): Promise<string | null> {
  lines ??= createInterface({ input: process.stdin, terminal: false })[Symbol.asyncIterator]();
  const next = await lines.next();
  return next.done === true ? null : next.value;
}

const code = await runTool(process.argv.slice(2), {
  clock: systemClock,
  random: nodeRandom,
  print: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
  readLine,
  listPads: () => listPads(systemPadListers),
  stop: stop.signal,
  resolve: (path) => resolve(folder, path),
});
// A terminal that is still being read would keep the process.
process.stdout.write('', () => process.exit(code));
