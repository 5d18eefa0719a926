import type { EvaluationPage } from '@pingjia/shared';
import pg from 'pg';
import { expect, test } from 'vitest';
import {
  type TestDevice,
  TestJournal,
  testEvaluation,
  testPlace,
  type TestServer,
  withServer,
} from '../src/testing/index.ts';

async function page(server: TestServer, query: string): Promise<EvaluationPage> {
  const { body, code } = await server.api(`/api/v1/evaluations?${query}`);
  if (code !== null) throw new Error(code);
  return body as EvaluationPage;
}

function journalOf(server: TestServer, evaluations: number): TestJournal {
  const journal = new TestJournal(server.random);
  for (let i = 0; i < evaluations; i += 1) {
    journal.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
  }
  return journal;
}

async function fill(server: TestServer, device: TestDevice, evaluations: number): Promise<void> {
  await device.push(journalOf(server, evaluations).batch(device.deviceId));
}

test('SY45 SY46: ascending: every row once, in pages, and the last cursor resumes with what came later', () =>
  withServer(async (server) => {
    expect(await page(server, 'order=asc')).toMatchObject({ items: [], nextCursor: expect.any(String) });
    const [a, b] = [await server.enrolled(), await server.enrolled()];
    const first = await page(server, 'order=asc');
    await Promise.all([fill(server, a, 7), fill(server, b, 5)]);
    const seen: string[] = [];
    let cursor = first.nextCursor;
    for (let pages = 0; pages < 4; pages += 1) {
      const next = await page(server, `order=asc&limit=5&cursor=${cursor}`);
      seen.push(...next.items.map(({ evaluationId }) => evaluationId));
      cursor = next.nextCursor;
    }
    expect(new Set(seen).size).toBe(12);
    expect(seen.length).toBe(12);
    await fill(server, a, 2);
    expect((await page(server, `order=asc&cursor=${cursor}`)).items.length).toBe(2);
  }));

test('SY46: descending: newest first, the end has no cursor, filters narrow', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    await fill(server, device, 3);
    const journal = new TestJournal(server.random);
    journal.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace, { grade: 'dissatisfied' }) });
    await device.push(journal.batch(device.deviceId));
    const first = await page(server, 'limit=3');
    expect(first.items[0]).toMatchObject({ grade: 'dissatisfied', bad: true });
    const last = await page(server, `limit=3&cursor=${first.nextCursor}`);
    expect(last).toMatchObject({ items: [{ seq: 2 }], nextCursor: null });
    const counts: Readonly<Record<string, number>> = {
      'grade=dissatisfied': 1,
      [`deviceId=${device.deviceId}`]: 4,
      [`siteId=${server.random.uuid()}`]: 0,
      [`staffId=${server.random.uuid()}`]: 0,
      'from=2026-01-05T17:00:03%2B08:00': 2,
      'to=2026-01-05T09:00:03Z': 2,
    };
    for (const [filter, count] of Object.entries(counts)) expect((await page(server, filter)).items.length).toBe(count);
  }));

test('SY45: a transaction that was stamped first and commits last is not skipped: the page waits for it', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    await fill(server, device, 1);
    const { nextCursor } = await page(server, 'order=asc');
    const slow = new pg.Client({ ...server.database, application_name: 'pingjia-ingest' });
    await slow.connect();
    await slow.query('BEGIN');
    await slow.query(`INSERT INTO evaluations SELECT device_id, epoch, 99, gen_random_uuid(), session_id, site_id, window_id, staff_id,
      item_code, ticket, grade, first_grade, channel, armed_by, source, details, evaluated_ms, clock_timestamp() FROM evaluations`);
    await fill(server, device, 1);
    const waiting = page(server, `order=asc&cursor=${nextCursor}`);
    await slow.query('COMMIT');
    await slow.end();
    expect((await waiting).items.map(({ seq }) => seq)).toEqual([99, 2]);
  }));

test('SY45: a transaction that hangs holds the list at what was complete before it, not for ever', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    await fill(server, device, 1);
    const { nextCursor } = await page(server, 'order=asc');
    const hanging = new pg.Client({ ...server.database, application_name: 'pingjia-ingest' });
    await hanging.connect();
    await hanging.query('BEGIN');
    await hanging.query('SELECT 1');
    await fill(server, device, 1);
    expect(await page(server, `order=asc&cursor=${nextCursor}`)).toEqual({ items: [], nextCursor });
    expect((await page(server, 'order=desc')).items.length).toBe(1);
    await hanging.end();
    expect((await page(server, `order=asc&cursor=${nextCursor}`)).items.length).toBe(1);
  }));

test('SY46: a cursor that nobody gave is refused', () =>
  withServer(async (server) => {
    for (const cursor of [
      'x',
      'bnVsbA',
      'WyJ4Il0',
      '%00',
      Buffer.from('["2026-13-99 00:00:00+00","a","b",1]').toString('base64url'),
    ]) {
      expect((await server.api(`/api/v1/evaluations?cursor=${cursor}`)).code).toBe('REQUEST_INVALID');
      expect((await server.api(`/api/v1/devices?cursor=${cursor}`)).code).toBe('REQUEST_INVALID');
    }
  }));

test('devices come in pages', () =>
  withServer(async (server) => {
    for (let i = 0; i < 3; i += 1) await server.enrolled();
    const first = (await server.api('/api/v1/devices?limit=2')).body as { items: unknown[]; nextCursor: string };
    expect(first.items.length).toBe(2);
    const rest = await server.api(`/api/v1/devices?limit=2&cursor=${first.nextCursor}`);
    expect(rest.body).toMatchObject({ items: [{}], nextCursor: null });
  }));
