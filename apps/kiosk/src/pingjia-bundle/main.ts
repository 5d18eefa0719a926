#!/usr/bin/env node
// pingjia-bundle: carries a pad's records on a stick. Talks to the pad's host, which must be running.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { runBundleCommand } from './run.ts';

// npm runs this in the repository; paths are meant from where it was called.
process.chdir(resolve(process.env.PINGJIA_CALLED_FROM ?? '.'));
process.stdout.on('error', () => process.exit(0));
process.exitCode = await runBundleCommand(process.argv.slice(2), {
  say: (line) => process.stdout.write(`${line}\n`),
  fetch,
  readText: (path) => readFile(path, 'utf8'),
  absolute: (path) => resolve(path),
});
