import { consoleSessionSchema, fault } from '@pingjia/shared';
import { describe, expect, it } from 'vitest';
import { createHttpClient } from './http-client.ts';

const call = { path: '/api/v1/session', answer: consoleSessionSchema } as const;
const clerk = { username: 'clerk', displayName: '王芳', mayErase: false };

function clientOf(answer: () => Promise<Response>) {
  const requests: RequestInit[] = [];
  const fetch = (_path: unknown, init?: RequestInit) => {
    requests.push(init ?? {});
    return answer();
  };
  return { requests, ...createHttpClient({ fetch, wall: () => Date.UTC(2026, 0, 5, 9), timeout: 60_000 }) };
}

const answering = (body: string, init?: ResponseInit) => clientOf(async () => new Response(body, init));
const refusing = (code: string, init: ResponseInit) =>
  answering(JSON.stringify({ error: { code, message: 'm', requestId: 'r1' } }), init);

describe('http client', () => {
  it('hands over an answer that fits the contract', async () => {
    expect(await answering(JSON.stringify(clerk)).send(call)).toEqual({ ok: true, value: clerk });
  });

  it('sends JSON with the cookie of its own origin, and follows no redirect', async () => {
    const client = answering(JSON.stringify(clerk));
    await client.send({ ...call, method: 'POST', body: { username: 'clerk' } });
    expect(client.requests[0]).toMatchObject({
      method: 'POST',
      body: '{"username":"clerk"}',
      credentials: 'same-origin',
      redirect: 'error',
      headers: { 'content-type': 'application/json' },
    });
  });

  it('takes an answer without a body', async () => {
    const client = clientOf(async () => new Response(null, { status: 204 }));
    expect(await client.send({ path: '/api/v1/session', method: 'DELETE', answer: null })).toMatchObject({ ok: true });
  });

  it.each([
    ['a portal page', '<html>sign in to this network</html>'],
    ['nothing', ''],
    ['another shape', '{"username":7}'],
    ['a bare null', 'null'],
    ['broken JSON', '{"username":"clerk"'],
  ])('calls %s no answer of this server', async (_, body) => {
    expect(await answering(body).send(call)).toMatchObject({ ok: false, error: { code: 'SERVER_ANSWER_INVALID' } });
  });

  it('never repeats what a wrong answer held', async () => {
    const result = await answering('{"username":"13800000000","displayName":1}').send(call);
    expect(JSON.stringify(result)).not.toContain('13800000000');
  });

  it('reports a refusal with its code, request id and waiting time', async () => {
    const client = refusing('SIGN_IN_THROTTLED', { status: 429, headers: { 'retry-after': '30' } });
    const error = { code: 'SIGN_IN_THROTTLED', requestId: 'r1', retryAfterSeconds: 30 };
    expect(await client.send(call)).toEqual({ ok: false, error });
  });

  it('keeps the name of a code that it does not know', async () => {
    expect(await refusing('BRAND_NEW', { status: 418 }).send(call)).toEqual({
      ok: false,
      error: { code: 'UNKNOWN', detail: 'BRAND_NEW', requestId: 'r1' },
    });
  });

  it('calls a refusal without an error body no answer of this server', async () => {
    const client = answering('502 Bad Gateway', { status: 502 });
    expect(await client.send(call)).toMatchObject({ ok: false, error: { code: 'SERVER_ANSWER_INVALID' } });
  });

  it('reports a network that fails', async () => {
    const client = clientOf(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await client.send(call)).toEqual({ ok: false, error: fault('SERVER_UNREACHABLE', 'network') });
  });

  it('throws when the caller itself gave up', async () => {
    const abort = new AbortController();
    abort.abort(new Error('left the page'));
    const client = clientOf(() => Promise.reject(abort.signal.reason));
    await expect(client.send({ ...call, signal: abort.signal })).rejects.toThrow('left the page');
  });
});
