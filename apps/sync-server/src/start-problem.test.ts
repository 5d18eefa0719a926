import { describe, expect, test } from 'vitest';
import { listenProblem, startProblem } from './start-problem.ts';

const failed = (message: string, facts: object): Error => Object.assign(new Error(message), facts);
const refused = (address: string) =>
  failed(`connect ECONNREFUSED ${address}:5432`, { code: 'ECONNREFUSED', syscall: 'connect' });

describe('a server that cannot start says what to do', () => {
  test.each([
    [
      'unreachable',
      refused('10.0.0.9'),
      /^The database cannot be reached \(connect ECONNREFUSED 10.0.0.9:5432\).*correct/,
    ],
    [
      'unreachable at each address',
      new AggregateError([refused('::1'), refused('127.0.0.1')]),
      /ECONNREFUSED ::1:5432/,
    ],
    [
      'of no known name',
      failed('getaddrinfo ENOTFOUND db', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }),
      /cannot be reached/,
    ],
    ['with another password', failed('password …', { code: '28P01' }), /refuses the user or the password/],
    ['missing', failed('database …', { code: '3D000' }), /does not exist\. Create it/],
  ])('a database %s', (_what, error, words) => expect(startProblem(error)).toMatch(words));

  test('a file that is missing is no database', () => {
    const missing = failed("ENOENT: no such file, open '/keys'", { code: 'ENOENT', syscall: 'open' });
    expect(startProblem(missing)).toBe("ENOENT: no such file, open '/keys'");
  });

  test('what is known of nothing is told as it is', () => {
    expect(startProblem('odd')).toBe('odd');
    expect(listenProblem(new Error('odd'), { host: '::1', port: 4300 })).toBe('odd');
  });

  test('a port in use', () => {
    const inUse = failed('listen EADDRINUSE: address already in use', { code: 'EADDRINUSE', syscall: 'listen' });
    expect(listenProblem(inUse, { host: '127.0.0.1', port: 4300 })).toMatch(
      /^Port 4300 of 127\.0\.0\.1 is in use.*PINGJIA_PORT\.$/,
    );
  });
});
