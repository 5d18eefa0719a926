import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

test('defaults: an embedded database, loopback, port 4300, keys beside the data', () => {
  expect(readConfig({ PINGJIA_DATA_DIR: '/data', PINGJIA_PORT: '' })).toEqual({
    store: { kind: 'embedded', dataDir: '/data' },
    host: '127.0.0.1',
    port: 4300,
    keysDir: '/data/keys',
    consoleDir: null,
    logLevel: 'info',
  });
});

test('an external database by URL', () => {
  const url = 'postgresql://user:secret@host/name';
  expect(readConfig({ PINGJIA_DATABASE_URL: url }).store).toEqual({ kind: 'external', url });
});

test.each([
  ['PINGJIA_PORT', '70000'],
  ['PINGJIA_PORT', '-1'],
  ['PINGJIA_LOG_LEVEL', 'loud'],
  ['PINGJIA_DATABASE_URL', 'mysql://user:secret@host/name'],
])('%s=%s is named, its value is not', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(name);
  expect(() => readConfig({ [name]: value })).not.toThrow('secret');
});
