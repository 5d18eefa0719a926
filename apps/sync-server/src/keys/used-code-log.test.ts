import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadUsedCodeLog } from './used-code-log.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pingjia-used-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const code = Buffer.alloc(32, 7);
const [mine, others] = [1, 2].map((byte) => Buffer.alloc(32, byte).toString('base64url')) as [string, string];

test('SY55: a used code is remembered with the key that used it', () => {
  loadUsedCodeLog(folder).append(code, mine);
  const log = loadUsedCodeLog(folder);
  expect([log.usedByOther(code, mine), log.usedByOther(code, others)]).toEqual([false, true]);
});

test('SY37: a line that a power cut tore locks nobody out, and is written anew', () => {
  appendFileSync(join(folder, 'used-codes.log'), `\n${code.toString('hex')} ${mine.slice(0, 20)}`);
  const log = loadUsedCodeLog(folder);
  expect(log.usedByOther(code, mine)).toBe(false);
  log.append(code, mine);
  expect(loadUsedCodeLog(folder).usedByOther(code, others)).toBe(true);
});
