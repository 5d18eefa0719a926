import { describe, expect, test } from 'vitest';
import { type DemoOptions, parseOptions } from './options.ts';
import { parsePressOptions } from './press-options.ts';

const parsed = (...args: string[]): DemoOptions => {
  const options = parseOptions(args, '/home/someone');
  if (typeof options === 'string') throw new Error(options);
  return options;
};

describe('npm start', () => {
  test('tells other commands its folder only where they would not find it', () => {
    expect(parsed()).toMatchObject({ dataDir: '/home/someone/.pingjia', dataDirArgument: '' });
    expect(parsed('--data-dir', './.pingjia').dataDirArgument).toBe('');
    expect(parsed('--data-dir', 'other').dataDirArgument).toBe(' --data-dir /home/someone/other');
    expect(parsed('--data-dir', "/a b/it's").dataDirArgument).toBe(" --data-dir '/a b/it'\\''s'");
  });

  test.each(['61', '99', '-1', '2.5', 'soon'])('%s is no response interval, and nothing is made of it', (seconds) => {
    expect(parseOptions([`--response-interval=${seconds}`], '/')).toMatch(
      /^--response-interval takes whole seconds, 0 to 60/,
    );
  });

  test('0 and 60 seconds are', () => {
    expect(parsed('--response-interval', '0').responseInterval).toBe(0);
    expect(parsed('--response-interval', '60').responseInterval).toBe(60);
  });
});

describe('npm run press', () => {
  test('takes a button, a number of times, a pause and a folder', () => {
    const args = ['4', '--times', '3', '--every', '500', '--data-dir', 'other'];
    expect(parsePressOptions(args, '/home/someone')).toEqual({
      dataDir: '/home/someone/other',
      key: 4,
      times: 3,
      every: 500,
    });
  });

  test.each([
    [[], 'Say which button'],
    [['0'], '"0" is no button'],
    [['5', '4'], '"4" is too much'],
    [['5', '--times', 'often'], '--times takes'],
    [['5', '--every', 'now'], '--every takes'],
    [['--bogus'], "Unknown option '--bogus'"],
  ])('%j says what is wrong, and the usage', (args, problem) => {
    const answer = parsePressOptions(args, '/');
    expect(answer).toContain(problem);
    expect(answer).toContain('Usage: npm run press');
  });
});
