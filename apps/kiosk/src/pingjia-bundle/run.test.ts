import { type AddressInfo } from 'node:net';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type BundleCommandIo, runBundleCommand } from './run.ts';

let server: Server;
let url: string;
let answer: { readonly status: number; readonly body: unknown };
const asked: { method: string; path: string; token: string | undefined; body: unknown }[] = [];

beforeAll(async () => {
  server = createServer(async (request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const { method = '', url: path = '', headers } = request;
    asked.push({ method, path, token: headers.authorization, body: text === '' ? null : JSON.parse(text) });
    response.writeHead(answer.status).end(JSON.stringify(answer.body));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());
beforeEach(() => void asked.splice(0));

async function run(args: readonly string[], io: Partial<BundleCommandIo> = {}) {
  const lines: string[] = [];
  const code = await runBundleCommand([...args, '--url', url], {
    say: (line) => void lines.push(line),
    fetch,
    readText: async () => 'the-token\n',
    absolute: (path) => `/from/here/${path}`,
    ...io,
  });
  return { code, text: lines.join('\n') };
}

describe('pingjia-bundle', () => {
  test('export asks the pad’s host with its token, and says where the bundle lies and what comes next', async () => {
    answer = { status: 200, body: { name: 'pingjia-1-2.pjb', records: 501, bytes: 48_123, resumed: true } };
    const { code, text } = await run(['export', '--data-dir', 'pad', '--to', 'stick', '--all']);
    expect(code).toBe(0);
    expect(text).toMatch(/501 records, 48\.1 kB.*\/from\/here\/stick\/pingjia-1-2\.pjb.*taken up.*receipt/);
    const body = { folder: '/from/here/stick', scope: 'all' };
    expect(asked).toEqual([{ method: 'POST', path: '/local/v1/bundles', token: 'Bearer the-token', body }]);
  });

  test('nothing to export, sticks and receipts say so', async () => {
    answer = { status: 200, body: { name: null, records: 0, bytes: 0, resumed: false } };
    expect((await run(['export', '--data-dir', 'pad', '--to', 'stick'])).text).toMatch(/^Nothing to export/);
    answer = { status: 200, body: { sticks: [{ folder: '/media/u/STICK', free: 12_300_000 }] } };
    expect((await run(['sticks', '--data-dir', 'pad'])).text).toBe('/media/u/STICK  12.3 MB free');
    answer = { status: 200, body: { sticks: [] } };
    expect((await run(['sticks', '--data-dir', 'pad'])).text).toMatch(/^No stick is mounted/);
    answer = { status: 200, body: { epochs: 2, branches: 0 } };
    expect(await run(['receipt', '--data-dir', 'pad', '--file', 'a.pjr'])).toMatchObject({ code: 0 });
  });

  test('BU25: a receipt of another branch is told with what is to be done', async () => {
    answer = { status: 200, body: { epochs: 0, branches: 1 } };
    const { code, text } = await run(['receipt', '--data-dir', 'pad', '--file', 'a.pjr']);
    expect(code).toBe(0);
    expect(text).toMatch(/taken.*\n.*another copy.*carry one more bundle/);
  });

  test('a refusal is told with what it means and what to do', async () => {
    answer = { status: 409, body: { error: { code: 'BUNDLE_TARGET_FULL', detail: 'ENOSPC' } } };
    const { code, text } = await run(['export', '--data-dir', 'pad', '--to', 'stick']);
    expect(code).toBe(1);
    expect(text).toMatch(/BUNDLE_TARGET_FULL: The USB stick is full.*\(ENOSPC\).*Free space/);
    answer = { status: 200, body: { hello: 'router' } };
    expect((await run(['sticks', '--data-dir', 'pad'])).text).toMatch(/is not a pad's host/);
  });

  test('no host, no folder, no sense: each has its sentence and exit code', async () => {
    const away: typeof fetch = () => Promise.reject(new Error('refused'));
    expect(await run(['sticks', '--data-dir', 'pad'], { fetch: away })).toMatchObject({ code: 1 });
    const noFolder = { readText: () => Promise.reject(new Error('ENOENT')) };
    expect((await run(['sticks', '--data-dir', 'pad'], noFolder)).text).toMatch(/not the folder of a pad/);
  });

  test.each([
    [[], 'Say what to do'],
    [['fly', '--data-dir', 'pad'], 'no command “fly”'],
    [['sticks'], 'Name the folder of the pad'],
    [['sticks', '--data-dir', 'pad', 'x'], '“x” is too much'],
    [['export', '--data-dir', 'pad'], 'Name the folder of the stick'],
    [['receipt', '--data-dir', 'pad'], 'Name the receipt'],
    [['sticks', '--x'], "Unknown option '--x'"],
  ])('misused as %j it says what is wrong, and asks no host', async (args, problem) => {
    const { code, text } = await run(args);
    expect(code).toBe(2);
    expect(text).toContain(problem);
    expect(text).toContain('pingjia-bundle sticks');
    expect(asked).toEqual([]);
  });

  test('an address that is none is told', async () => {
    const lines: string[] = [];
    const io = { say: (line: string) => void lines.push(line), fetch, readText: async () => '', absolute: String };
    expect(await runBundleCommand(['sticks', '--data-dir', 'pad', '--url', '4310'], io)).toBe(2);
    expect(lines.join('\n')).toContain('“4310” is no address');
  });

  test('a token that is not taken: perhaps it is another pad’s host', async () => {
    answer = { status: 401, body: { error: { code: 'LOCAL_TOKEN_INVALID' } } };
    const { code, text } = await run(['sticks', '--data-dir', 'pad']);
    expect(code).toBe(1);
    expect(text).toMatch(/another pad’s host.*http:\/\/127\.0\.0\.1:\d+ was asked: name another with --url/);
  });

  test('--help prints the usage and asks no host', async () => {
    const { code, text } = await run(['export', '--help']);
    expect({ code, asked }).toEqual({ code: 0, asked: [] });
    expect(text).toContain('pingjia-bundle sticks');
  });
});
