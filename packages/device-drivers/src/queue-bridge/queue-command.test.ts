import { parseJson } from '@pingjia/shared';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMembers } from '../messages/json-members.ts';
import { encodeQueueCommand, type QueueCommand, readQueueCommand } from './queue-command.ts';
import { maxQueueBytes } from './queue-reply.ts';

const text = (most: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom('A', '0', '"', '\\', '}', '王', '𠮷', ' '), minLength: 1, maxLength: most });
const maybe = (most: number): fc.Arbitrary<string | null> => fc.oneof(fc.constant(null), text(most));
const sno = maybe(64);
const commands: fc.Arbitrary<QueueCommand> = fc.oneof(
  fc.record({
    type: fc.constantFrom('welcome' as const, 'signOut' as const, 'pause' as const, 'resume' as const),
    sno,
  }),
  fc.record({
    type: fc.constant('signIn' as const),
    sno,
    staff: fc.record({ number: text(40), name: maybe(60) }),
  }),
  fc.record({ type: fc.constant('arm' as const), sno, ticket: maybe(20), itemCode: maybe(64) }),
  fc.record({ type: fc.constant('call' as const), sno, ticket: fc.record({ number: text(20), service: maybe(60) }) }),
);
const read = (json: string): ReturnType<typeof readQueueCommand> => {
  const members = readMembers(Buffer.from(json), maxQueueBytes);
  if (!members.ok) throw new Error(members.error);
  return readQueueCommand(members.value);
};

describe('commands of the queue bridge', () => {
  it.each<[QueueCommand, object]>([
    [
      { type: 'signIn', sno: '1', staff: { number: '007', name: '王芳' } },
      { command: 'login', sno: '1', staffNumber: '007', staffName: '王芳' },
    ],
    [
      { type: 'signOut', sno: '2' },
      { command: 'unlogin', sno: '2' },
    ],
    [
      { type: 'welcome', sno: '3' },
      { command: 'welcome', sno: '3' },
    ],
    [
      { type: 'arm', sno: '4', ticket: 'A042', itemCode: '000123' },
      { command: 'apprise', sno: '4', ticket: 'A042', itemCode: '000123' },
    ],
    [
      { type: 'pause', sno: '5' },
      { command: 'pause', sno: '5' },
    ],
    [
      { type: 'resume', sno: '6' },
      { command: 'reset', sno: '6' },
    ],
    [
      { type: 'call', sno: null, ticket: { number: 'A042', service: '社保' } },
      { command: 'call', ticket: 'A042', service: '社保' },
    ],
  ])('QB1 QB2: %j', (command, expected) => {
    const bytes = encodeQueueCommand(command);
    expect(parseJson(Buffer.from(bytes).toString('utf8'))).toEqual(expected);
  });

  it('QB1: what was written is read back', () => {
    fc.assert(
      fc.property(commands, (command) => {
        expect(read(Buffer.from(encodeQueueCommand(command)).toString('utf8'))).toEqual({ ok: true, value: command });
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('QB2: an installation names the members beside command and sno; numbers count as texts', () => {
    const members = new Map<string, unknown>([
      ['command', 'login'],
      ['sno', 17],
      ['gh', 7],
    ]);
    const names = { staffNumber: 'gh', staffName: 'xm', ticket: 'ph', service: 'yw', itemCode: 'sx' };
    expect(readQueueCommand(members, names)).toEqual({
      ok: true,
      value: { type: 'signIn', sno: '17', staff: { number: '7', name: null } },
    });
  });

  it.each([
    ['{}', 'command must be one of login, unlogin, welcome, apprise, pause, reset, call'],
    ['{"command":"constructor"}', 'command must be one of login, unlogin, welcome, apprise, pause, reset, call'],
    ['{"command":["login"]}', 'command must be one of login, unlogin, welcome, apprise, pause, reset, call'],
    ['{"command":"login"}', 'staffNumber is missing'],
    ['{"command":"login","staffNumber":""}', 'staffNumber is missing'],
    ['{"command":"call"}', 'ticket is missing'],
    ['{"command":"call","ticket":{"number":"A1"}}', 'ticket must be a text of at most 20 characters'],
    ['{"command":"apprise","ticket":"A\\u0000"}', 'ticket must be a text of at most 20 characters'],
    [`{"command":"apprise","ticket":"${'1'.repeat(21)}"}`, 'ticket must be a text of at most 20 characters'],
    [`{"command":"pause","sno":"${'1'.repeat(65)}"}`, 'sno must be a text of at most 64 characters'],
    [`{"command":"apprise","itemCode":"\\ud800"}`, 'itemCode must be a text of at most 64 characters'],
  ])('QB3: %s is QUEUE_COMMAND_INVALID, whose detail names the member and never its value', (json, detail) => {
    expect(read(json)).toEqual({ ok: false, error: { code: 'QUEUE_COMMAND_INVALID', detail } });
  });
});
