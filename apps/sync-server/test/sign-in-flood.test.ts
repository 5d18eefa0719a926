import { expect, test } from 'vitest';
import { testCredentials, TestJournal, type TestServer, withServer } from '../src/testing/index.ts';

const { consoleUser: username, consolePassword: password } = testCredentials;

const signIn = async (server: TestServer, name: string, secret: string) =>
  (
    await server.api('/api/v1/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: name, password: secret }),
    })
  ).code;

const many = (count: number) => Array.from({ length: count }, (_, index) => index);

test('SE11: of any number of guesses at once, five passwords of a name are tried', () =>
  withServer(async (server) => {
    const codes = await Promise.all(many(40).map((guess) => signIn(server, username, `guess ${guess}`)));
    expect(codes.filter((code) => code === 'SIGN_IN_FAILED')).toHaveLength(5);
    expect(new Set(codes)).toEqual(new Set(['SIGN_IN_FAILED', 'SIGN_IN_THROTTLED']));
    expect(await signIn(server, username, password)).toBe('SIGN_IN_THROTTLED');
  }));

test('SE11: a flood of names is told to come later, and pads do not notice', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const flood = many(150).map((name) => signIn(server, `made up ${name}`, 'guess'));
    const pushed = await device.push(new TestJournal(server.random).batch(device.deviceId));
    expect(pushed.code).toBe(null);
    const codes = await Promise.all(flood);
    expect(new Set(codes)).toEqual(new Set(['SIGN_IN_FAILED', 'SERVER_BUSY']));
    expect(await signIn(server, username, password)).toBe(null);
  }));
