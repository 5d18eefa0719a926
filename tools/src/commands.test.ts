import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Readonly<Record<string, string>>;
};
const commands = Object.entries(scripts).filter(([, line]) => line.startsWith('node tools/bootstrap.mjs '));

test('there are commands', () => expect(commands.length).toBeGreaterThan(10));

test.each(commands)('npm run %s -- --help prints its usage on stdout, and does nothing', (_name, line) => {
  // What begins its work instead is ended by the time limit.
  const { status, stdout, stderr } = spawnSync(process.execPath, [...line.split(' ').slice(1), '--help'], {
    cwd: root,
    encoding: 'utf8',
    timeout: 30_000,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^Usage: /m);
});
