#!/usr/bin/env node
// pingjia-journal: what a pad's journal holds, and whether it is what was written.
import { resolve } from 'node:path';
import { nodeRandom } from '@pingjia/node-platform';
import { runJournalCommand } from './run.ts';

// npm runs this in the repository; paths are meant from where it was called.
process.chdir(resolve(process.env.PINGJIA_CALLED_FROM ?? '.'));
// Whoever reads may have seen enough.
process.stdout.on('error', () => process.exit(0));
process.exitCode = await runJournalCommand(process.argv.slice(2), nodeRandom, {
  say: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
});
