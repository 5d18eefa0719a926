import { appendFileSync, chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadServerKeys } from './server-keys.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pingjia-keys-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const device = '11111111-2222-4333-8444-555555555555';
const other = '66666666-7777-4888-8999-aaaaaaaaaaaa';

test('keys are made once, readable by their owner only, and signatures outlive the process', async () => {
  const first = await loadServerKeys(folder);
  const signed = first.signing.sign({ a: 1 });
  const second = await loadServerKeys(folder);
  expect(second.signing.verify(signed)).toBe(true);
  expect(second.nonceSecret).toEqual(first.nonceSecret);
  expect(second.signing.verify({ ...signed, statement: '{"a":2}' })).toBe(false);
  expect(second.signing.verify({ ...signed, keyId: 'other' })).toBe(false);
  expect(second.signing.verify({ ...signed, signature: '' })).toBe(false);
  for (const name of ['signing.pem', 'nonce.secret', 'sealing-0001.json'])
    expect(statSync(join(folder, name)).mode & 0o077).toBe(0);
});

test('a folder that came back from a backup is closed to others again', async () => {
  await loadServerKeys(folder);
  const names = readdirSync(folder);
  for (const name of names) chmodSync(join(folder, name), 0o644);
  await loadServerKeys(folder);
  expect(names.map((name) => statSync(join(folder, name)).mode & 0o777)).toEqual(names.map(() => 0o640));
});

test.each(['', '\n', 'c2hvcnQ'])('a nonce secret that is too short stops the server: %j', async (content) => {
  writeFileSync(join(folder, 'nonce.secret'), content);
  await expect(loadServerKeys(folder)).rejects.toThrow(/nonce\.secret is damaged/);
});

test('SY40: revocations are remembered, also after a torn write', async () => {
  (await loadServerKeys(folder)).revocations.append(device, 1, 0);
  appendFileSync(join(folder, 'revocations.log'), '66666666-7777');
  (await loadServerKeys(folder)).revocations.append(other, 2, 0);
  const { revocations } = await loadServerKeys(folder);
  expect([device, other, '66666666-7777'].map((id) => revocations.has(id, 1))).toEqual([true, true, false]);
  expect([revocations.has(other, 2), revocations.has(other, 3), revocations.has(device, 2)]).toEqual([
    true,
    false,
    false,
  ]);
});
