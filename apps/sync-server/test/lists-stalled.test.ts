import pg from 'pg';
import { expect, test } from 'vitest';
import { TestJournal, testEvaluation, testPlace, withServer } from '../src/testing/index.ts';

test('SY54: lists that hang keep no pad waiting', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const journal = new TestJournal(server.random);
    journal.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
    await device.push(journal.batch(device.deviceId));
    const blocker = new pg.Client(server.database);
    await blocker.connect();
    await blocker.query('BEGIN');
    await blocker.query('LOCK TABLE staff IN ACCESS EXCLUSIVE MODE');
    const lists = Array.from({ length: 12 }, () => server.api('/api/v1/evaluations'));
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
    while ((await server.query(waiting)).length < 10);
    journal.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
    expect((await device.push(journal.batch(device.deviceId))).accepted).toBe(1);
    await blocker.query('ROLLBACK');
    await blocker.end();
    expect((await Promise.all(lists)).map(({ code }) => code)).toEqual(Array.from({ length: 12 }, () => null));
  }));
