import { nodeRandom } from '@pingjia/node-platform';
import { systemClock } from '@pingjia/shared';
import { ManualClock } from '@pingjia/shared/testing';
import { expect, test } from 'vitest';
import { seedDemo } from '../src/seed/seed-demo.ts';
import { openDatabase } from '../src/store/database.ts';
import { testCredentials, type TestServer, withServer } from '../src/testing/index.ts';

const { consoleUser: username, consolePassword: password } = testCredentials;

const signIn = (server: TestServer, body: unknown) =>
  server.api('/api/v1/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

test('sign in, look, sign out', () =>
  withServer(async (server) => {
    const answer = await signIn(server, { username, password });
    expect(answer.body).toEqual({ username, displayName: '管理员', mayErase: true });
    const header = answer.headers.get('set-cookie') ?? '';
    expect(header).toMatch(/HttpOnly; SameSite=Strict$/);
    const headers = { cookie: header.split(';', 1)[0] ?? '' };
    expect((await server.api('/api/v1/session', { headers })).body).toMatchObject({ username });
    expect((await server.api('/api/v1/evaluations', { headers })).code).toBe(null);
    expect((await server.api('/api/v1/enrollment-codes', { method: 'POST', headers })).code).toBe('TOKEN_INVALID');
    expect((await server.api('/api/v1/session', { method: 'DELETE', headers })).code).toBe(null);
    expect((await server.api('/api/v1/session', { headers })).code).toBe('SESSION_EXPIRED');
    expect((await server.api('/api/v1/evaluations', { headers })).code).toBe('SESSION_EXPIRED');
    expect(JSON.stringify(await server.query('SELECT * FROM console_sessions'))).not.toContain(
      headers.cookie.slice(20),
    );
  }));

test('without or with a wrong token nothing is shown', () =>
  withServer(async (server) => {
    for (const headers of [
      {},
      { authorization: 'Bearer wrong' },
      { authorization: 'Basic x' },
      { authorization: 'Bearer a b' },
    ]) {
      for (const path of ['/api/v1/evaluations', '/api/v1/devices', '/api/v1/live']) {
        const answer = await server.api(path, { headers });
        expect([answer.code, answer.headers.get('www-authenticate')]).toEqual(['TOKEN_INVALID', 'Bearer']);
      }
    }
    expect((await server.api('/api/v1/session', { headers: {} })).code).toBe('SESSION_EXPIRED');
  }));

test('wrong passwords and unknown names are refused alike, and throttled alike', () => {
  const clock = new ManualClock();
  return withServer(
    async (server) => {
      for (const name of [username, 'nobody']) {
        const wrong = { username: name, password: 'wrong' };
        for (let i = 0; i < 5; i += 1) expect((await signIn(server, wrong)).code).toBe('SIGN_IN_FAILED');
        const blocked = await signIn(server, wrong);
        expect([blocked.code, blocked.headers.get('retry-after')]).toEqual(['SIGN_IN_THROTTLED', '30']);
      }
      expect((await signIn(server, { username, password })).code).toBe('SIGN_IN_THROTTLED');
      clock.stepWall(31_000);
      expect((await signIn(server, { username, password })).code).toBe(null);
      expect((await signIn(server, { username, password: 'wrong' })).code).toBe('SIGN_IN_FAILED');
      expect((await signIn(server, { username, password })).code).toBe(null);
    },
    { clock },
  );
});

test('SE12: nothing that the API says is kept by a browser or a proxy', () =>
  withServer(async (server) => {
    const paths = ['/api/v1/evaluations', '/api/v1/devices', '/api/v1/session', '/api/v1/nowhere'];
    for (const path of paths) expect((await server.api(path)).headers.get('cache-control')).toBe('no-store');
    const signedIn = await signIn(server, { username, password });
    expect(signedIn.headers.get('cache-control')).toBe('no-store');
  }));

test('SE14: a stranger’s body is small, or refused before it is held', () =>
  withServer(async (server) => {
    const huge = { username, password, more: 'x'.repeat(9_000) };
    expect((await signIn(server, huge)).code).toBe('BODY_TOO_LARGE');
    const answer = await server.api('/api/v1/enrollments', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(huge),
    });
    expect(answer.code).toBe('BODY_TOO_LARGE');
  }));

test('SE13: behind a proxy with TLS the cookie never travels without it', () =>
  withServer(async (server) => {
    const cookieOver = async (headers: Record<string, string>) => {
      const answer = await server.api('/api/v1/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ username, password }),
      });
      return answer.headers.get('set-cookie') ?? '';
    };
    expect(await cookieOver({ 'x-forwarded-proto': 'https' })).toMatch(/; Secure/);
    expect(await cookieOver({ 'x-forwarded-proto': 'https, http' })).toMatch(/; Secure/);
    expect(await cookieOver({})).not.toMatch(/; Secure/);
  }));

test('SE13: a session ends where the password is set anew', () =>
  withServer(async (server) => {
    const cookie = (await signIn(server, { username, password })).headers.get('set-cookie')?.split(';', 1)[0] ?? '';
    const { db, close } = openDatabase(server.database, () => undefined);
    try {
      const options = { ...testCredentials, consolePassword: 'another horse', resetPassword: true, mayErase: false };
      await seedDemo(db, { clock: systemClock, random: nodeRandom }, options);
    } finally {
      await close();
    }
    expect((await server.api('/api/v1/session', { headers: { cookie } })).code).toBe('SESSION_EXPIRED');
    expect((await signIn(server, { username, password })).code).toBe('SIGN_IN_FAILED');
    expect((await signIn(server, { username, password: 'another horse' })).body).toMatchObject({ mayErase: false });
  }));

test('a session ends after twelve hours', () => {
  const clock = new ManualClock();
  return withServer(
    async (server) => {
      const cookie = (await signIn(server, { username, password })).headers.get('set-cookie')?.split(';', 1)[0] ?? '';
      clock.stepWall(12 * 3_600_000 + 1);
      expect((await server.api('/api/v1/session', { headers: { cookie } })).code).toBe('SESSION_EXPIRED');
    },
    { clock },
  );
});

test('a malformed sign-in names the field and never the value', () =>
  withServer(async (server) => {
    const answer = await signIn(server, { username: 'SECRET'.repeat(40), password });
    expect(answer.code).toBe('REQUEST_INVALID');
    expect(JSON.stringify(answer.body)).toContain('username');
    expect((await signIn(server, { username: 'nul\0', password })).code).toBe('REQUEST_INVALID');
    expect(JSON.stringify(answer.body) + server.log.join('')).not.toContain('SECRET');
  }));
