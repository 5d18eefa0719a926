import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { createLog } from './node-log.ts';

function logged(level: string | undefined): { level: string; text: string } {
  const to = new PassThrough();
  const { level: taken } = createLog(level, to);
  return { level: taken, text: (to.read() as Buffer | null)?.toString() ?? '' };
}

describe('the level of the log', () => {
  test.each(['debug', 'silent'])('%s is taken', (level) => {
    expect(logged(level)).toEqual({ level, text: '' });
  });

  test.each([undefined, ''])('%j means info', (level) => {
    expect(logged(level)).toEqual({ level: 'info', text: '' });
  });

  test('one that there is not keeps nothing from starting, and is told', () => {
    const { level, text } = logged('loud');
    expect(level).toBe('info');
    expect(text).toMatch(/"asked":"loud".*PINGJIA_LOG_LEVEL is no level/);
  });
});
