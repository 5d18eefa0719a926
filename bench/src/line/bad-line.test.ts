import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SeededRandom } from '@pingjia/shared/testing';
import { afterEach, expect, test } from 'vitest';
import { BadLine } from './bad-line.ts';

const open: { close: () => unknown }[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function echo(): Promise<Server> {
  const server = createServer((request: IncomingMessage, response) => void request.pipe(response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  open.push({ close: () => server.close() });
  return server;
}

async function lineTo(server: Server): Promise<BadLine> {
  const line = await BadLine.open((server.address() as AddressInfo).port, new SeededRandom(1));
  open.push(line);
  return line;
}

async function sendAndReturn(line: BadLine, body: string): Promise<string> {
  return (await fetch(`http://127.0.0.1:${line.port}/`, { method: 'POST', body })).text();
}

const body = Array.from({ length: 3_000 }, (_, n) => `packet ${n}\n`).join('');

test('every byte arrives once and in order, on a clear line and on one that loses every other packet', async () => {
  const line = await lineTo(await echo());
  expect(await sendAndReturn(line, body)).toBe(body);
  line.spoil({ rate: 10_000_000, roundTrip: 2, loss: 0.5 });
  expect(await sendAndReturn(line, body)).toBe(body);
});

test('the wire time is that of its busier way, and one round trip', async () => {
  const line = await lineTo(await echo());
  line.spoil({ rate: 4_000_000, roundTrip: 20, loss: 0 });
  await sendAndReturn(line, body);
  const headers = 1_000;
  expect(line.wireTime).toBeGreaterThan(body.length / 4_000 + 20);
  expect(line.wireTime).toBeLessThan((body.length + headers) / 4_000 + 20);
});

test('a server that is gone ends the connection', async () => {
  const server = await echo();
  const line = await lineTo(server);
  line.spoil({ rate: 1_000_000, roundTrip: 2, loss: 0 });
  await new Promise((resolve) => {
    server.close(resolve);
  });
  await expect(sendAndReturn(line, 'hello')).rejects.toThrow('fetch failed');
});

test('the wire time of a line that was never spoilt is a bug', async () => {
  const line = await lineTo(await echo());
  expect(() => line.wireTime).toThrow('never spoilt');
});
