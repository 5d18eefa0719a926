import { connect } from 'node:net';
import { errorBodySchema } from '@pingjia/shared';
import { expect, test } from 'vitest';
import { dropTestDatabase, TestJournal, testCredentials, type TestServer, withServer } from '../src/testing/index.ts';

const authorization = `Bearer ${testCredentials.apiToken}`;

/** What the server says to these exact bytes. */
function raw(server: TestServer, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () => socket.write(bytes));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('error', reject);
    socket.on('end', () => resolve(answer));
  });
}

const bodyOf = (answer: string) => errorBodySchema.parse(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))));

test('every failure outside a handler has the one form, with a code and a request id', () =>
  withServer(async (server) => {
    const json = { authorization, 'content-type': 'application/json' };
    const post = (headers: Record<string, string>, body: string) =>
      server.api('/api/v1/enrollment-codes', { method: 'POST', headers, body });
    const cases: readonly (readonly [string, Promise<{ code: string | null }>])[] = [
      ['NOT_FOUND', server.api('/nowhere')],
      ['NOT_FOUND', server.api('/api/v1/evaluations', { method: 'PUT' })],
      ['NOT_FOUND', server.api('/api/v1/devices/x/y', { method: 'DELETE' })],
      ['REQUEST_INVALID', server.api('/%zz')],
      ['REQUEST_INVALID', post(json, '{"siteId":')],
      ['REQUEST_INVALID', post(json, '')],
      ['REQUEST_INVALID', post(json, '{"siteId":"x","windowId":"y"}')],
      ['NOT_FOUND', post(json, JSON.stringify({ siteId: server.random.uuid(), windowId: server.random.uuid() }))],
      ['UNSUPPORTED_MEDIA_TYPE', post({ authorization, 'content-type': 'application/xml' }, '<a/>')],
      ['BODY_TOO_LARGE', post(json, ' '.repeat(300 * 1024))],
      ['REQUEST_INVALID', server.api('/api/v1/evaluations?limit=0')],
      ['REQUEST_INVALID', server.api('/api/v1/evaluations?grade=5')],
      ['REQUEST_INVALID', server.api('/api/v1/evaluations?from=yesterday')],
    ];
    for (const [code, answer] of cases) expect((await answer).code).toBe(code);
  }));

test('what is no HTTP at all gets a coded answer too', () =>
  withServer(async (server) => {
    for (const bytes of [
      'hello\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      `GET / HTTP/1.1\r\nhost: a\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`,
    ]) {
      expect(bodyOf(await raw(server, bytes)).error.code).toBe('REQUEST_INVALID');
    }
  }));

test('a request target in another form than its path is not routed', () =>
  withServer(async (server) => {
    const answer = await raw(
      server,
      'GET http://other/api/v1/devices HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n',
    );
    expect(bodyOf(answer).error.code).toMatch(/^(NOT_FOUND|TOKEN_INVALID)$/);
  }));

test('without its database the server is busy, alive and not ready; a device loses nothing', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    expect((await server.api('/readyz')).code).toBe(null);
    await server.query('SELECT 1');
    await dropTestDatabase(server.database);
    const batch = new TestJournal(server.random).batch(device.deviceId);
    for (const answer of [device.push(batch), server.api('/readyz'), server.api('/api/v1/evaluations')]) {
      const { code, headers } = await answer;
      expect([code, headers.get('retry-after')]).toEqual(['SERVER_BUSY', '1']);
    }
    expect((await server.api('/healthz')).body).toEqual({ status: 'ok' });
  }));

test('a read-only database is busy, not broken', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    await server.query(`ALTER DATABASE ${server.database.database} SET default_transaction_read_only = on`);
    await server.query(
      `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    expect((await device.push(new TestJournal(server.random).batch(device.deviceId))).code).toBe('SERVER_BUSY');
  }));

test('metrics count refusals by code, logs carry no token and no body', () =>
  withServer(async (server) => {
    await server.api('/api/v1/evaluations', { headers: { authorization: 'Bearer SECRET' } });
    const { body } = await server.api('/metrics');
    expect(body).toContain('pingjia_refusals_total{code="TOKEN_INVALID"} 1');
    expect(server.log.join('')).not.toContain('SECRET');
  }));
