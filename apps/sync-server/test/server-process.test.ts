import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestDevice, TestJournal, testEvaluation, testPlace, readAnswer } from '../src/testing/index.ts';
import { SeededRandom } from '@pingjia/shared/testing';

const source = (path: string) => join(import.meta.dirname, '..', 'src', path);
const apiToken = 'token-of-the-process-test';
let dataDir: string;
let children: ChildProcess[];

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'pingjia-server-'));
  chmodSync(dataDir, 0o755);
  children = [];
});

afterEach(async () => {
  await Promise.all(children.map((child) => end(child, 'SIGTERM')));
  rmSync(dataDir, { recursive: true, force: true });
});

interface Run {
  readonly child: ChildProcess;
  /** The first line of standard output as JSON; null if it ended without one. */
  readonly first: Promise<unknown>;
  readonly ended: Promise<number | null>;
  errors(): string;
}

function run(script: string, environment: Record<string, string> = {}): Run {
  const env = { PATH: process.env.PATH ?? '', PINGJIA_DATA_DIR: dataDir, PINGJIA_PORT: '0', ...environment };
  const child = spawn(process.execPath, [source(script)], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  const lines = createInterface({ input: child.stdout });
  const first = new Promise<unknown>((resolve) => {
    lines.once('line', (line) => resolve(JSON.parse(line)));
    lines.once('close', () => resolve(null));
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return { child, first, ended, errors: () => errors };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  child.kill(signal);
  return ended;
}

async function start(environment?: Record<string, string>): Promise<Run & { readonly url: string }> {
  const server = run('main.ts', environment);
  const ready = (await server.first) as { readonly url: string } | null;
  if (ready === null) throw new Error(server.errors());
  return { ...server, url: ready.url };
}

const api = async (url: string, path: string, init: RequestInit = {}) => {
  const headers = { authorization: `Bearer ${apiToken}`, 'content-type': 'application/json' };
  return readAnswer(await fetch(`${url}${path}`, { headers, ...init }));
};

test('SY30: what was acknowledged is there after a clean stop and after SIGKILL; seeding is repeatable', async () => {
  const random = new SeededRandom(3);
  const seed = { PINGJIA_SEED_API_TOKEN: apiToken, PINGJIA_SEED_CONSOLE_PASSWORD: 'first password' };
  const seeding = run('seed/main.ts', { ...seed, PINGJIA_SEED_RESPONSE_INTERVAL: '0' });
  expect(await seeding.first).toMatchObject({
    apiToken,
    consoleUser: 'admin',
    consolePassword: 'first password',
    sites: { length: 2 },
    windows: { length: 6 },
  });
  expect(await seeding.ended).toBe(0);

  const first = await start();
  const { body } = await api(first.url, '/api/v1/enrollment-codes', {
    method: 'POST',
    body: JSON.stringify(testPlace),
  });
  const device = new TestDevice(first.url);
  await device.enroll((body as { readonly code: string }).code);
  const configuration = await device.call({ method: 'GET', path: device.path('configuration') });
  expect(configuration.body).toMatchObject({ rules: { times: { response: 0, armed: 30_000 } }, items: { length: 20 } });
  const journal = new TestJournal(random);
  journal.append({ type: 'evaluation', data: testEvaluation(random, testPlace) });
  expect(await device.push(journal.batch(device.deviceId))).toMatchObject({ accepted: 2 });
  const again = run('seed/main.ts', { ...seed, PINGJIA_SEED_CONSOLE_PASSWORD: 'second password' });
  expect(await again.first).toMatchObject({ consolePassword: null });
  expect(await again.ended).toBe(0);
  expect(await end(first.child, 'SIGTERM')).toBe(0);

  const second = await start();
  const moved = device.at(second.url);
  expect(await moved.push(journal.batch(device.deviceId))).toMatchObject({ accepted: 0 });
  journal.append({ type: 'evaluation', data: testEvaluation(random, testPlace) });
  await moved.push(journal.batch(device.deviceId, 3));
  await end(second.child, 'SIGKILL');

  const third = await start();
  expect((await api(third.url, '/api/v1/evaluations')).body).toMatchObject({ items: { length: 2 } });
  const signIn = (password: string) =>
    api(third.url, '/api/v1/session', { method: 'POST', body: JSON.stringify({ username: 'admin', password }) });
  expect((await signIn('first password')).code).toBe(null);
  expect((await signIn('second password')).code).toBe('SIGN_IN_FAILED');
});

test('a port that is taken, and a database that does not answer, are told with what to do', async () => {
  const { url } = await start();
  const port = new URL(url).port;
  const refused = run('seed/main.ts', { PINGJIA_DATABASE_URL: 'postgres://u:secret@127.0.0.1:1/x' });
  expect(await refused.ended).toBe(1);
  expect(refused.errors()).toMatch(/^The database cannot be reached .*PINGJIA_DATABASE_URL/);
  expect(refused.errors()).not.toContain('secret');
  const otherDir = mkdtempSync(join(tmpdir(), 'pingjia-server-'));
  chmodSync(otherDir, 0o755);
  try {
    const second = run('main.ts', { PINGJIA_DATA_DIR: otherDir, PINGJIA_PORT: port });
    expect(await second.ended).toBe(1);
    expect(second.errors()).toContain(`Port ${port} of 127.0.0.1 is in use`);
  } finally {
    rmSync(otherDir, { recursive: true, force: true });
  }
});

test.each([
  [['--help'], 0, ''],
  [['again'], 2, '“again” is too much.'],
])('seeding with %j writes nothing', async (args, code, complaint) => {
  const seeding = spawn(process.execPath, [source('seed/main.ts'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(seeding);
  let errors = '';
  seeding.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  const ended = await new Promise<number | null>((resolve) => seeding.once('close', (status) => resolve(status)));
  expect(ended).toBe(code);
  expect(errors).toContain(complaint);
});

test('a data folder serves one server at a time', async () => {
  await start();
  const second = run('main.ts');
  expect(await second.ended).toBe(1);
  expect(second.errors()).toContain('JOURNAL_LOCKED');
});

test('a wrong configuration is named and nothing is started', async () => {
  const server = run('main.ts', { PINGJIA_PORT: 'http', PINGJIA_DATABASE_URL: 'mysql://x' });
  expect(await server.ended).toBe(1);
  expect(server.errors()).toMatch(/PINGJIA_DATABASE_URL[\s\S]*PINGJIA_PORT/);
});

test('where the database user cannot pass, the cluster lies elsewhere, is found again, and goes with its data folder', async () => {
  chmodSync(dataDir, 0o700);
  const first = await start();
  const isRoot = process.getuid?.() === 0;
  expect(first.errors().includes('the database lies elsewhere')).toBe(isRoot);
  await end(first.child, 'SIGTERM');
  const second = await start();
  expect((await api(second.url, '/readyz')).code).toBe(null);
  await end(second.child, 'SIGTERM');
  const gone = dataDir;
  dataDir = `${gone}-next`;
  rmSync(gone, { recursive: true });
  const third = await start();
  expect(third.errors().includes('removed the database of a deleted data folder')).toBe(isRoot);
});
